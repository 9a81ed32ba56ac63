package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.Map;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.correlation.OccurrenceStore.Stored;
import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.platform.series.Labels;

/**
 * Alerts as correlation sees them: what each is about, by which label that is said in this team's alerts, and what is left
 * of it to compare.
 */
record OccurrenceMapper(CorrelationConfig config, DependencyGraph graph) {

    Occurrence map(Stored alert) {
        return map(alert.id(), alert.at(), alert.labels(), alert.annotations());
    }

    /** @param id see {@link #id} */
    Occurrence map(String id, Instant at, Labels labels, Map<String, String> annotations) {
        String name = labels.get("alertname");
        return new Occurrence(
                id,
                at,
                entity(labels),
                name,
                labels.without(config.ignoredLabels()),
                name + " " + annotations.getOrDefault("summary", ""));
    }

    /** One of a label that the graph knows, or else of the first label there is. */
    private String entity(Labels labels) {
        return config.entityLabels().stream()
                .map(labels::get)
                .filter(graph::has)
                .findFirst()
                .or(() -> config.entityLabels().stream()
                        .map(labels::get)
                        .filter(value -> !value.isEmpty())
                        .findFirst())
                .orElse("");
    }

    /** Of an alert and the moment since which it fires: the same alert fires again under another id. */
    static String id(long fingerprint, Instant startsAt) {
        return Fingerprint.text(fingerprint) + "@" + startsAt;
    }
}
