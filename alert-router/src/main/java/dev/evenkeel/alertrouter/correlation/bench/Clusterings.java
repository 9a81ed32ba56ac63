package dev.evenkeel.alertrouter.correlation.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.evenkeel.alertrouter.correlation.bench.OverlappingFaults.At;
import dev.evenkeel.alertrouter.correlation.cluster.ClusterStream;
import dev.evenkeel.alertrouter.correlation.cluster.Membership;
import dev.evenkeel.alertrouter.correlation.cluster.Pace;

/** Ways to cluster alerts: ours and what it is held against. Each gives a cluster for each alert, in the same order. */
final class Clusterings {

    static final String OURS = "Evenkeel";

    private Clusterings() {}

    /** By name, ours last. */
    static Map<String, Function<List<At>, List<?>>> of(AlertSet set) {
        Map<String, Function<List<At>, List<?>>> all = new LinkedHashMap<>();
        all.put("one cluster", alerts -> alerts.stream().map(each -> 0).toList());
        all.put(
                "group_by service",
                alerts -> alerts.stream()
                        .map(each -> service(each.alert().entity()))
                        .toList());
        all.put("gap of 60 s", alerts -> byGap(alerts, 60));
        all.put("gap of 300 s", alerts -> byGap(alerts, 300));
        all.put("topology, 1 hop and 60 s", alerts -> byTopology(alerts, set.neighbours(), 60));
        all.put("topology, 1 hop and 300 s", alerts -> byTopology(alerts, set.neighbours(), 300));
        all.put(OURS, alerts -> ours(alerts, set));
        return all;
    }

    /** By the code that the service runs. */
    private static List<?> ours(List<At> alerts, AlertSet set) {
        var stream = new ClusterStream(set.graph(), Pace.TUNED, ClusterStream.SETTLE_AFTER);
        List<Membership> memberships = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            At each = alerts.get(i);
            memberships.addAll(stream.accept(each.alert().at(Integer.toString(i), each.seconds())));
        }
        memberships.addAll(stream.finish());
        Map<String, String> clusters = new HashMap<>();
        memberships.forEach(membership -> clusters.put(membership.occurrence().id(), membership.cluster()));
        return IntStream.range(0, alerts.size())
                .mapToObj(i -> clusters.get(Integer.toString(i)))
                .toList();
    }

    /** A pod's service, by the name. */
    static String service(String entity) {
        return entity.replaceFirst("2?-\\d+$", "");
    }

    private static List<?> byGap(List<At> alerts, double seconds) {
        List<Integer> clusters = new ArrayList<>();
        int cluster = 0;
        for (int i = 0; i < alerts.size(); i++) {
            if (i > 0 && alerts.get(i).seconds() - alerts.get(i - 1).seconds() > seconds) {
                cluster++;
            }
            clusters.add(cluster);
        }
        return clusters;
    }

    private static List<?> byTopology(List<At> alerts, Map<String, Set<String>> neighbours, double seconds) {
        int[] parent = IntStream.range(0, alerts.size()).toArray();
        for (int i = 0; i < alerts.size(); i++) {
            for (int j = i - 1;
                    j >= 0 && alerts.get(i).seconds() - alerts.get(j).seconds() <= seconds;
                    j--) {
                String one = alerts.get(i).alert().entity();
                String other = alerts.get(j).alert().entity();
                if (one.equals(other)
                        || service(one).equals(service(other))
                        || neighbours.getOrDefault(one, Set.of()).contains(other)) {
                    parent[root(parent, i)] = root(parent, j);
                }
            }
        }
        return Arrays.stream(parent).mapToObj(each -> root(parent, each)).toList();
    }

    private static int root(int[] parent, int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
