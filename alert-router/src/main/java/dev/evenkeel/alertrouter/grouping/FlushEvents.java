package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.alertrouter.recording.RecordedEvent;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;

/** Tells the event recorder what a look at a group came to. */
record FlushEvents(EventRecorder recorder) {

    /** Alerts are left out at a turn; what only we leave out, and what a schedule does, is nothing that is recorded. */
    void leftOut(List<Alert> members, Map<Long, SuppressionReason> reasons, Suppression suppression) {
        if (!recorder.isOn() || reasons.isEmpty()) {
            return;
        }
        for (Alert alert : members) {
            switch (reasons.get(alert.fingerprint())) {
                case INHIBITION ->
                    suppression
                            .inhibition()
                            .inhibitor(alert.labels(), suppression.inhibiting())
                            .ifPresent(inhibitor -> recorder.record(new RecordedEvent.InhibitionMutedAlert(
                                    inhibitor.rule(), alert, inhibitor.fingerprint())));
                case SILENCE ->
                    suppression
                            .silences()
                            .silences(alert.labels(), suppression.now())
                            .forEach(silence -> recorder.record(new RecordedEvent.SilenceMutedAlert(silence, alert)));
                case null, default -> {
                    // told, or left out for another reason
                }
            }
        }
    }

    /** An attempt to tell an integration has ended; only if it was told is that an event. */
    void told(
            ClaimedGroup group,
            Route route,
            FlushPlan plan,
            Integration integration,
            Notification notification,
            DeliveryResult result) {
        if (!recorder.isOn() || !(result instanceof DeliveryResult.Delivered)) {
            return;
        }
        Map<Boolean, List<NotifiedAlert>> byCount =
                plan.alerts().stream().collect(Collectors.partitioningBy(alert -> plan.counts(integration, alert)));
        recorder.record(new RecordedEvent.Notified(
                notification.alerts(),
                byCount.get(true),
                byCount.get(false).stream().map(NotifiedAlert::alert).toList(),
                new RecordedEvent.Group(
                        group.groupKey(), group.labels(), group.receiver(), route.matchers(), Optional.of(group.id())),
                plan.options().repeatInterval(),
                notification.reason(),
                turn(plan).toEpochMilli(),
                integration));
    }

    /** When the group's turn was that this look belongs to: what failed then is tried again until the next. */
    private static Instant turn(FlushPlan plan) {
        return plan.state().isTurn(plan.now())
                ? plan.now()
                : plan.state().nextTurnAt().minus(plan.options().groupInterval());
    }

    /**
     * A look has ended.
     *
     * @param settled whether everything is said, so that the alerts that have ended leave the group
     */
    void settled(ClaimedGroup group, FlushPlan plan, boolean settled) {
        if (!settled || !recorder.isOn()) {
            return;
        }
        var where = RecordedEvent.Group.of(group.groupKey(), group.labels(), group.receiver());
        plan.alerts().stream()
                .filter(NotifiedAlert::resolved)
                .forEach(ended -> recorder.record(new RecordedEvent.AlertResolved(ended.alert(), where)));
    }
}
