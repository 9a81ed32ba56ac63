package dev.evenkeel.alertrouter.events;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.platform.series.Labels;

/**
 * What an event means as alerts. The labels hold nothing but the kind of trouble, how bad it is and what it is about; everything
 * else the event says becomes an annotation. The event that ends the trouble names the same labels, in every severity that the
 * trouble may have begun with.
 */
final class EventAlert {

    static final String COMPONENT_CHANGED = "dev.evenkeel.health.component.changed.v1";
    private static final String BURN_STARTED = "dev.evenkeel.slo.burn.started.v1";
    private static final String BURN_ENDED = "dev.evenkeel.slo.burn.ended.v1";

    private static final String CRITICAL = "critical";
    private static final String WARNING = "warning";

    /** What policies of burning are called that are to wake somebody. */
    private static final Set<String> PAGING = Set.of("page", CRITICAL);

    /** An alert from an event lasts until the event that ends it. */
    private static final Duration UNTIL_ENDED = Duration.ofDays(3650);

    private static final Pattern ANNOTATION_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /**
     * @param name the alert's name
     * @param severities one of the alert that begins; of the one that ends all that it may have begun with
     * @param about the label that holds the event's subject
     * @param begins whether the trouble begins with the event, or ends
     */
    private record Meaning(String name, List<String> severities, String about, boolean begins) {

        Meaning(String name, String severity, String about, boolean begins) {
            this(name, List.of(severity), about, begins);
        }
    }

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("dev.evenkeel.backup.failed.v1", new Meaning("BackupFailed", CRITICAL, "backup", true)),
            Map.entry("dev.evenkeel.backup.completed.v1", new Meaning("BackupFailed", CRITICAL, "backup", false)),
            Map.entry("dev.evenkeel.backup.rpo.breached.v1", new Meaning("BackupTooOld", CRITICAL, "backup", true)),
            Map.entry("dev.evenkeel.backup.rpo.recovered.v1", new Meaning("BackupTooOld", CRITICAL, "backup", false)),
            Map.entry(
                    "dev.evenkeel.capacity.saturation.predicted.v1",
                    new Meaning("SaturationPredicted", WARNING, "resource", true)),
            Map.entry(
                    "dev.evenkeel.capacity.saturation.cleared.v1",
                    new Meaning("SaturationPredicted", WARNING, "resource", false)));

    private EventAlert() {}

    /** The event types that mean something here. */
    static Set<String> types() {
        var types = new HashSet<>(MEANINGS.keySet());
        types.addAll(List.of(COMPONENT_CHANGED, BURN_STARTED, BURN_ENDED));
        return Set.copyOf(types);
    }

    /**
     * @param source which service says so, as {@code /evenkeel/health-service}
     * @param occurredAt when
     * @param data the event's fields, as far as they are single values
     * @param now when the event reached us
     * @return an alert that fires, or those that are resolved; none if the event is no reason for any
     * @throws IllegalArgumentException if the event lacks what it must say
     */
    static List<Alert> of(
            String type, String source, String subject, Instant occurredAt, Map<String, String> data, Instant now) {
        Instant at = occurredAt.isAfter(now) ? now : occurredAt;
        return meaning(type, data).stream()
                .flatMap(meaning -> meaning.severities().stream()
                        .map(severity -> alert(meaning, severity, source, subject, at, data, now)))
                .toList();
    }

    private static Optional<Meaning> meaning(String type, Map<String, String> data) {
        return switch (type) {
            case COMPONENT_CHANGED -> componentChanged(data);
            case BURN_STARTED -> Optional.of(burnStarted(data));
            // its policy may have another severity by now
            case BURN_ENDED -> Optional.of(new Meaning("ErrorBudgetBurn", List.of(CRITICAL, WARNING), "slo", false));
            default -> Optional.ofNullable(MEANINGS.get(type));
        };
    }

    /** One that does not say how bad it is wakes somebody: to be told of too much is the smaller evil. */
    private static Meaning burnStarted(Map<String, String> data) {
        boolean pages = PAGING.contains(data.getOrDefault("severity", CRITICAL));
        return new Meaning("ErrorBudgetBurn", pages ? CRITICAL : WARNING, "slo", true);
    }

    private static Optional<Meaning> componentChanged(Map<String, String> data) {
        String to = data.get("to");
        if (to == null) {
            throw new IllegalArgumentException("the data of a changed component needs the field 'to'");
        }
        return switch (to) {
            case "down" -> {
                String severity = data.getOrDefault("criticality", CRITICAL).equals("low") ? WARNING : CRITICAL;
                yield Optional.of(new Meaning("ComponentDown", severity, "component", true));
            }
            // its criticality may be another by now
            case "up" -> Optional.of(new Meaning("ComponentDown", List.of(CRITICAL, WARNING), "component", false));
            default -> Optional.empty();
        };
    }

    private static Alert alert(
            Meaning meaning,
            String severity,
            String source,
            String subject,
            Instant occurredAt,
            Map<String, String> data,
            Instant now) {
        Labels labels = Labels.of(
                "alertname",
                meaning.name(),
                "severity",
                severity,
                "service",
                source.substring(source.lastIndexOf('/') + 1),
                meaning.about(),
                subject);
        Instant end = meaning.begins() ? now.plus(UNTIL_ENDED) : occurredAt;
        return Alert.of(labels, annotations(meaning, subject, data), occurredAt, end, "", now, false);
    }

    private static Map<String, String> annotations(Meaning meaning, String subject, Map<String, String> data) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", meaning.name() + ": " + subject);
        data.forEach((name, value) -> {
            if (ANNOTATION_NAME.matcher(name).matches()) {
                annotations.put(name, value);
            }
        });
        if (data.containsKey("runbook")) {
            annotations.put("runbook_url", data.get("runbook"));
        }
        return annotations;
    }
}
