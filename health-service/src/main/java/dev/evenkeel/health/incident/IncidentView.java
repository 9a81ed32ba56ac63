package dev.evenkeel.health.incident;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Named;

/**
 * An incident as the API shows it.
 *
 * @param severity {@code none}, {@code info}, {@code warning} or {@code critical}
 * @param status the name of the status in lower case
 * @param firing how many of its alerts fire
 * @param resolvedAt {@code null} while it is not resolved
 * @param what the last thing that happened, in a sentence
 * @param about what its alerts name: by label, such as {@code component}, the values
 */
public record IncidentView(
        UUID id,
        String title,
        String severity,
        String status,
        int firing,
        Instant openedAt,
        Instant resolvedAt,
        String what,
        Map<String, List<String>> about) {

    public static IncidentView of(Incident incident) {
        return new IncidentView(
                incident.id(),
                incident.title(),
                incident.severity(),
                incident.status().name().toLowerCase(Locale.ROOT),
                incident.firing(),
                incident.openedAt(),
                incident.resolvedAt().orElse(null),
                incident.what(),
                about(incident));
    }

    private static Map<String, List<String>> about(Incident incident) {
        Map<String, List<String>> about = incident.about().stream()
                .collect(Collectors.groupingBy(
                        Named::label, TreeMap::new, Collectors.mapping(Named::value, Collectors.toList())));
        about.replaceAll((label, values) -> values.stream().sorted().toList());
        return about;
    }
}
