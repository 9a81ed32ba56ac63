package dev.evenkeel.alertrouter.recording;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.silence.Silence;
import dev.evenkeel.platform.series.Labels;

/**
 * Something that happened, as whoever did it knows it. What it looks like on the way out is worked out later, by
 * {@link EventMessages}, on the recorder's own thread.
 *
 * <p>Source: the messages of Alertmanager's {@code eventrecorder.proto}, package {@code eventrecorderpb}.
 */
public sealed interface RecordedEvent {

    /** As the metrics name it. */
    String type();

    /** How many alerts it holds, which is what its size depends on. */
    default int alerts() {
        return 1;
    }

    /** The process has started. */
    record Started(String version, String buildContext) implements RecordedEvent {

        @Override
        public String type() {
            return "alertmanager_startup_event";
        }
    }

    /** The process is about to end, as it was asked to. */
    record Stopped() implements RecordedEvent {

        @Override
        public String type() {
            return "alertmanager_shutdown_event";
        }
    }

    /** An alert was stored that was not there. */
    record AlertCreated(Alert alert) implements RecordedEvent {

        @Override
        public String type() {
            return "alert_created";
        }
    }

    /** A report of an alert was put into a group. */
    record AlertGrouped(Alert alert, Group group) implements RecordedEvent {

        @Override
        public String type() {
            return "alert_grouped";
        }
    }

    /** An alert has ended and leaves its group, with nothing left to tell of it. */
    record AlertResolved(Alert alert, Group group) implements RecordedEvent {

        @Override
        public String type() {
            return "alert_resolved";
        }
    }

    /**
     * An integration took a notification.
     *
     * @param alertsTold those it was told
     * @param counted those that decided what it was told, in the order of the group
     * @param muted those of the group that it was not to be told
     * @param flush the same for all that one turn of the group led to, and larger for each later turn
     */
    record Notified(
            List<NotifiedAlert> alertsTold,
            List<NotifiedAlert> counted,
            List<Alert> muted,
            Group group,
            Duration repeatInterval,
            NotificationReason reason,
            long flush,
            Integration integration)
            implements RecordedEvent {

        @Override
        public String type() {
            return "notification";
        }

        @Override
        public int alerts() {
            return 1 + alertsTold.size() + counted.size() + muted.size();
        }
    }

    /** A silence was made. */
    record SilenceCreated(Silence silence) implements RecordedEvent {

        @Override
        public String type() {
            return "silence_created";
        }
    }

    /** A silence was changed and is still the same one. */
    record SilenceUpdated(Silence silence) implements RecordedEvent {

        @Override
        public String type() {
            return "silence_updated";
        }
    }

    /** A silence kept an alert from being told. */
    record SilenceMutedAlert(Silence silence, Alert alert) implements RecordedEvent {

        @Override
        public String type() {
            return "silence_muted_alert";
        }
    }

    /**
     * Another alert kept an alert from being told.
     *
     * @param inhibiting the fingerprint of the other
     */
    record InhibitionMutedAlert(InhibitRule rule, Alert alert, long inhibiting) implements RecordedEvent {

        @Override
        public String type() {
            return "inhibition_muted_alert";
        }
    }

    /**
     * The group that something happened in.
     *
     * @param key in Alertmanager's form
     * @param matchers of its route alone; none unless a notification is recorded
     * @param id empty unless a notification is recorded
     */
    record Group(String key, Labels labels, String receiver, Matchers matchers, Optional<UUID> id) {

        /** As everything but a notification names it. */
        public static Group of(String key, Labels labels, String receiver) {
            return new Group(key, labels, receiver, Matchers.none(), Optional.empty());
        }
    }
}
