package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.correlation.OccurrenceStore.Stored;
import dev.evenkeel.alertrouter.correlation.cluster.ClusterStream;
import dev.evenkeel.alertrouter.correlation.cluster.Evidence;
import dev.evenkeel.alertrouter.correlation.cluster.Membership;
import dev.evenkeel.alertrouter.correlation.cluster.Pace;

/**
 * What one look at the recent alerts comes to.
 *
 * @param decided those about which it was not decided yet
 * @param clusters of those decided, by alert
 * @param pairs of incidents that share a cluster: the incident the cluster began in, and another
 */
record Relations(Map<Stored, Membership> decided, Map<Stored, String> clusters, List<Pair> pairs) {

    /** @param evidence of the alert that joined the cluster from the other incident */
    record Pair(UUID first, UUID other, List<Evidence> evidence) {}

    /**
     * Replays the recent alerts, and decides about those that are due.
     *
     * @param recent in order of time; what was decided about them before stands
     */
    static Relations of(List<Stored> recent, OccurrenceMapper mapper, Instant now) {
        var stream =
                new ClusterStream(mapper.graph(), Pace.TUNED, mapper.config().settleAfter());
        Map<String, Stored> byId = new LinkedHashMap<>();
        List<Membership> settled = new ArrayList<>();
        for (Stored each : recent) {
            byId.put(each.id(), each);
            settled.addAll(stream.accept(mapper.map(each)));
        }
        settled.addAll(stream.settle(now));
        var relations = new Relations(new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>());
        settled.forEach(membership -> relations.decide(membership, byId));
        return relations;
    }

    private void decide(Membership membership, Map<String, Stored> byId) {
        Stored alert = byId.get(membership.occurrence().id());
        if (alert.cluster().isPresent()) {
            return;
        }
        Stored founder = byId.get(membership.cluster());
        String cluster = Optional.ofNullable(clusters.get(founder))
                .or(founder::cluster)
                .filter(known -> !known.isEmpty())
                .orElseGet(founder::id);
        decided.put(alert, membership);
        clusters.put(alert, cluster);
        UUID first = Optional.ofNullable(byId.get(cluster)).orElse(founder).incident();
        if (!first.equals(alert.incident())
                && pairs.stream()
                        .noneMatch(pair ->
                                pair.first().equals(first) && pair.other().equals(alert.incident()))) {
            pairs.add(new Pair(first, alert.incident(), membership.evidence()));
        }
    }
}
