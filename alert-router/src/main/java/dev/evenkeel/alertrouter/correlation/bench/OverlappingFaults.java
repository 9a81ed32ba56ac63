package dev.evenkeel.alertrouter.correlation.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.evenkeel.alertrouter.correlation.bench.Fault.Recorded;

/**
 * The alerts of some faults of one system, laid over each other within a window, in the order of their times.
 *
 * @param alerts without a word on which fault they are of
 * @param faults of the alert at the same place; for scoring alone
 */
record OverlappingFaults(List<At> alerts, List<Integer> faults) {

    private static final int FEWEST_ALERTS = 4;

    /** @param seconds from the start of the window */
    record At(double seconds, Recorded alert) {}

    private record Row(double seconds, Recorded alert, int fault) {}

    /** The same for the same seed as the protocol's own program. */
    static OverlappingFaults drawn(List<Fault> from, int count, int window, int seed) {
        var random = new PythonRandom(seed);
        List<Fault> eligible = from.stream()
                .filter(fault -> fault.alerts().size() >= FEWEST_ALERTS)
                .toList();
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (Fault fault : random.sample(eligible, count)) {
            double offset = random.uniform(0, window);
            for (Recorded alert : fault.alerts()) {
                rows.add(new Row(offset + alert.after(), alert, number));
            }
            number++;
        }
        rows.sort(Comparator.comparingDouble(Row::seconds)
                .thenComparing(row -> row.alert().entity())
                .thenComparing(row -> row.alert().signal())
                .thenComparingInt(Row::fault));
        return new OverlappingFaults(
                rows.stream().map(row -> new At(row.seconds(), row.alert())).toList(),
                rows.stream().map(Row::fault).toList());
    }
}
