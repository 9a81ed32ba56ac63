package dev.evenkeel.alertrouter.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.recording.RecordedEvent.Group;
import dev.evenkeel.alertrouter.recording.RecordedEvent.Notified;
import dev.evenkeel.alertrouter.silence.Silence;

/**
 * Events as messages of Alertmanager's {@code eventrecorder.proto}, with its numbers and names. {@code cluster_position} is
 * never there, as without a cluster.
 */
final class EventMessages {

    /** Go's zero, which stands for the end of an alert that fires. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private final Instant at;

    private EventMessages(Instant at) {
        this.at = at;
    }

    /** @param at when it was recorded */
    static Message of(Instant at, String instance, RecordedEvent event) {
        return new Message()
                .moment(1, "@timestamp", at)
                .text(2, "instance", instance)
                .part(3, "data", new EventMessages(at).data(event));
    }

    private Message data(RecordedEvent event) {
        var data = new Message();
        return switch (event) {
            case RecordedEvent.Started started ->
                data.part(
                        1,
                        "alertmanagerStartupEvent",
                        new Message()
                                .text(1, "version", started.version())
                                .text(2, "buildContext", started.buildContext()));
            case RecordedEvent.Stopped _ -> data.part(2, "alertmanagerShutdownEvent", new Message());
            case RecordedEvent.AlertCreated created ->
                data.part(3, "alertCreated", new Message().part(1, "alert", alert(created.alert())));
            case RecordedEvent.AlertResolved resolved ->
                data.part(4, "alertResolved", inGroup(resolved.alert(), resolved.group()));
            case RecordedEvent.AlertGrouped grouped ->
                data.part(5, "alertGrouped", inGroup(grouped.alert(), grouped.group()));
            case Notified notified -> data.part(6, "notification", notification(notified));
            case RecordedEvent.SilenceCreated created ->
                data.part(7, "silenceCreated", new Message().part(1, "silence", silence(created.silence())));
            case RecordedEvent.SilenceUpdated updated ->
                data.part(8, "silenceUpdated", new Message().part(1, "silence", silence(updated.silence())));
            case RecordedEvent.SilenceMutedAlert muted ->
                data.part(
                        9,
                        "silenceMutedAlert",
                        new Message()
                                .part(1, "silence", silence(muted.silence()))
                                .part(2, "mutedAlert", muted(muted.alert())));
            case RecordedEvent.InhibitionMutedAlert muted ->
                data.part(
                        10,
                        "inhibitionMutedAlert",
                        new Message()
                                .parts(1, "inhibitRules", List.of(rule(muted.rule())))
                                .part(2, "mutedAlert", muted(muted.alert()))
                                .wholes(3, "inhibitingFingerprints", List.of(muted.inhibiting())));
        };
    }

    private Message inGroup(Alert alert, Group group) {
        return new Message().part(1, "alert", grouped(alert, alert(alert))).part(2, "groupInfo", group(group));
    }

    private Message notification(Notified notified) {
        Integration integration = notified.integration();
        NotificationReason reason = notified.reason();
        return new Message()
                .parts(
                        1,
                        "alerts",
                        notified.alertsTold().stream()
                                .map(each -> grouped(each.alert(), alert(each)))
                                .toList())
                .parts(2, "firingAlerts", hashes(notified.counted(), false))
                .parts(3, "resolvedAlerts", hashes(notified.counted(), true))
                .parts(
                        4,
                        "mutedAlerts",
                        notified.muted().stream().map(EventMessages::hash).toList())
                .part(5, "groupInfo", group(notified.group()))
                .span(6, "repeatInterval", notified.repeatInterval())
                .choice(7, "reason", number(reason), "NOTIFY_REASON_" + reason.name())
                .whole(8, "flushId", notified.flush())
                .part(
                        9,
                        "integration",
                        new Message()
                                .text(1, "name", integration.settings().kind())
                                .whole(2, "index", integration.index()));
    }

    private static int number(NotificationReason reason) {
        return switch (reason) {
            case FIRST_NOTIFICATION -> 1;
            case NEW_ALERTS_IN_GROUP -> 2;
            case NEW_RESOLVED_ALERTS -> 3;
            case ALL_ALERTS_RESOLVED -> 4;
            case REPEAT_INTERVAL_ELAPSED -> 5;
            case UNKNOWN, ESCALATION -> 0;
        };
    }

    private static List<Message> hashes(List<NotifiedAlert> alerts, boolean resolved) {
        return alerts.stream()
                .filter(each -> each.resolved() == resolved)
                .map(each -> hash(each.alert()))
                .toList();
    }

    private static Message hash(Alert alert) {
        return new Message().whole(1, "hash", LabelsHash.of(alert.labels()));
    }

    private static Message grouped(Alert alert, Message details) {
        return hash(alert).part(2, "details", details);
    }

    private Message alert(Alert alert) {
        return alert(alert, alert.endsAt(), alert.resolvedAt(at));
    }

    private static Message alert(NotifiedAlert alert) {
        return alert(alert.alert(), alert.endsAt().orElse(NEVER), alert.resolved());
    }

    private static Message alert(Alert alert, Instant endsAt, boolean resolved) {
        return new Message()
                .whole(1, "fingerprint", alert.fingerprint())
                .text(2, "name", alert.name())
                .part(3, "labels", pairs(alert.labels().asMap()))
                .part(4, "annotations", pairs(alert.annotations().asMap()))
                .moment(5, "startsAt", alert.startsAt())
                .moment(6, "endsAt", endsAt)
                .truth(7, "resolved", resolved);
    }

    private static Message muted(Alert alert) {
        return new Message()
                .part(1, "labels", pairs(alert.labels().asMap()))
                .whole(2, "fingerprint", alert.fingerprint());
    }

    private static Message pairs(Map<String, String> texts) {
        List<Message> pairs = new ArrayList<>(texts.size());
        texts.forEach(
                (name, value) -> pairs.add(new Message().text(1, "key", name).text(2, "value", value)));
        return new Message().parts(1, "labels", pairs);
    }

    private static Message group(Group group) {
        return new Message()
                .text(1, "groupKey", group.key())
                .part(2, "groupLabels", pairs(group.labels().asMap()))
                .text(3, "groupId", sha256(group.key()))
                .text(4, "receiverName", group.receiver())
                .parts(5, "matchers", matchers(group.matchers().list()))
                .text(6, "groupUuid", group.id().map(Object::toString).orElse(""));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** All matchers twice: Alertmanager has silences of several sets, the first of which stands in the older place, too. */
    private static Message silence(Silence silence) {
        List<Message> matchers = matchers(silence.matchers());
        return new Message()
                .text(1, "id", silence.id().toString())
                .parts(2, "matchers", matchers)
                .moment(4, "startsAt", silence.startsAt())
                .moment(5, "endsAt", silence.endsAt())
                .moment(6, "updatedAt", silence.updatedAt())
                .text(7, "createdBy", silence.createdBy())
                .text(8, "comment", silence.comment())
                .parts(9, "matcherSets", List.of(new Message().parts(1, "matchers", matchers)));
    }

    private static Message rule(InhibitRule rule) {
        return new Message()
                .parts(1, "sourceMatchers", matchers(rule.source().list()))
                .parts(2, "targetMatchers", matchers(rule.target().list()))
                .texts(3, "equalLabels", List.copyOf(rule.equal()))
                .text(4, "name", rule.name());
    }

    private static List<Message> matchers(List<Matcher> matchers) {
        return matchers.stream()
                .map(matcher -> type(matcher)
                        .text(2, "name", matcher.name())
                        .text(3, "pattern", matcher.value())
                        .text(4, "rendered", matcher.toString()))
                .toList();
    }

    private static Message type(Matcher matcher) {
        var message = new Message();
        return switch (matcher.operator()) {
            case EQUAL -> message.choice(1, "type", 1, "TYPE_EQUAL");
            case REGEX -> message.choice(1, "type", 2, "TYPE_REGEXP");
            case NOT_EQUAL -> message.choice(1, "type", 3, "TYPE_NOT_EQUAL");
            case NOT_REGEX -> message.choice(1, "type", 4, "TYPE_NOT_REGEXP");
        };
    }
}
