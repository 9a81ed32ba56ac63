package dev.evenkeel.alertrouter.correlation.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.correlation.bench.Fault.Recorded;
import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.rootcause.RootCauseRanker;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory;
import dev.evenkeel.alertrouter.correlation.rootcause.Suspect;

/** Ways to rank the entities of a fault: ours and what it is held against. */
final class Rankings {

    /** Ranks the entities of a fault. What it has seen of earlier faults, it may go by. */
    interface Ranking {

        /** @param number of faults so far, this one included */
        List<String> rank(List<Recorded> alerts, int number);
    }

    static final String OURS = "Evenkeel";

    private Rankings() {}

    /** By name, ours last. Each is to be given the faults in the order of time, once. */
    static Map<String, Ranking> of(AlertSet set) {
        Map<String, Ranking> all = new LinkedHashMap<>();
        all.put("random entity", (alerts, number) -> ordered(alerts, number, Comparator.comparingInt(_ -> 0)));
        all.put(
                "earliest alert",
                (alerts, number) -> ordered(alerts, number, Comparator.comparingDouble(Collections::min)));
        all.put(
                "most alerts",
                (alerts, number) -> ordered(alerts, number, Comparator.comparingInt(each -> -each.size())));
        all.put(OURS, new Ours(set));
        return all;
    }

    /** By the code that the service runs. It knows the faults before this one by their alerts alone. */
    private static final class Ours implements Ranking {

        private final RootCauseRanker ranker;
        private SignalHistory history = SignalHistory.NONE;

        Ours(AlertSet set) {
            this.ranker = new RootCauseRanker(set.graph());
        }

        @Override
        public List<String> rank(List<Recorded> alerts, int number) {
            List<Occurrence> incident = new ArrayList<>();
            for (Recorded alert : alerts) {
                incident.add(alert.at(Integer.toString(incident.size()), alert.after()));
            }
            List<String> ranked =
                    ranker.rank(incident, history).stream().map(Suspect::entity).toList();
            history = history.after(incident);
            return ranked;
        }
    }

    private static List<String> ordered(List<Recorded> alerts, int number, Comparator<List<Double>> order) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (Recorded each : alerts) {
            times.computeIfAbsent(each.entity(), entity -> new ArrayList<>()).add(each.after());
        }
        for (String entity : List.copyOf(times.keySet())) {
            String service = Clusterings.service(entity);
            if (!service.equals(entity) && !entity.startsWith("node")) {
                List<Double> together = new ArrayList<>(times.getOrDefault(service, List.of()));
                together.addAll(times.get(entity));
                times.put(service, together);
            }
        }
        List<String> entities = new ArrayList<>(times.keySet());
        new PythonRandom(number).shuffle(entities);
        entities.sort((one, other) -> order.compare(times.get(one), times.get(other)));
        return entities;
    }
}
