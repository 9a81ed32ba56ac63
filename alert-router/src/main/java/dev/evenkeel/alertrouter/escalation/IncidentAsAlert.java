package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.platform.series.Labels;

/** An incident as one alert, for whoever is to be told of it when nothing is known any more of the alerts that it had. */
final class IncidentAsAlert {

    private IncidentAsAlert() {}

    /**
     * The same each time, but for its end, for as long as the incident's severity is.
     *
     * @param groupLabels of the incident's group
     */
    static Alert of(Incident incident, Labels groupLabels, Instant now) {
        Map<String, String> labels = new TreeMap<>(groupLabels.asMap());
        labels.putIfAbsent("alertname", incident.title());
        if (incident.severity() != Severity.NONE) {
            labels.putIfAbsent("severity", incident.severity().text());
        }
        return Alert.of(
                Labels.of(labels),
                Map.of("summary", incident.title()),
                incident.openedAt(),
                incident.resolvedAt().orElse(now),
                "",
                now,
                false);
    }
}
