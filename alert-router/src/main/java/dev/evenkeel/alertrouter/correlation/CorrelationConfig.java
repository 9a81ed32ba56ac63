package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.correlation.cluster.ClusterStream;
import dev.evenkeel.platform.configuration.Secret;

/**
 * What {@code correlation.yaml} says.
 *
 * @param groups whose incidents may be related at all
 * @param merge whether related incidents become one; otherwise they only point to each other
 * @param settleAfter how long after an alert it is decided what it is related to
 * @param entityLabels which labels may say what an alert is about, the first ones first
 * @param ignoredLabels which labels say nothing about relation
 * @param graph where the dependency graph is read
 */
record CorrelationConfig(
        Groups groups,
        boolean merge,
        Duration settleAfter,
        List<String> entityLabels,
        Set<String> ignoredLabels,
        Optional<GraphSource> graph) {

    static final List<String> ENTITY_LABELS = List.of(
            "component", "pod", "instance", "node", "host", "service", "app", "slo", "backup", "resource", "job");

    static final Set<String> IGNORED_LABELS = Set.of("alertname", "severity", "prometheus", "monitor");

    /** What holds without the file. */
    static final CorrelationConfig DEFAULT = new CorrelationConfig(
            Groups.SAME_RECEIVER, true, ClusterStream.SETTLE_AFTER, ENTITY_LABELS, IGNORED_LABELS, Optional.empty());

    /** Groups of which incidents may be related. */
    enum Groups {
        NONE,
        SAME_RECEIVER,
        ANY
    }

    /**
     * A health-service.
     *
     * @param url of the service, without the path of the graph
     * @param key with the role viewer
     * @param refresh how often it is asked
     * @param maxAge how old a graph may become before none is better than this one
     */
    record GraphSource(String url, Optional<Secret> key, Duration refresh, Duration maxAge) {}

    CorrelationConfig {
        entityLabels = List.copyOf(entityLabels);
        ignoredLabels = Set.copyOf(ignoredLabels);
    }
}
