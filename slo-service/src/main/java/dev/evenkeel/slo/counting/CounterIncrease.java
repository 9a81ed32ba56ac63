package dev.evenkeel.slo.counting;

import java.util.Map;

/**
 * The increase of a set of counters between two looks at them. A counter that has gone down was reset, and all that it
 * shows now was counted since, as in Prometheus' {@code increase}; one that was not there before is taken as having
 * started at 0 if others were there (a new label value), and otherwise as unknown, since its past is.
 */
final class CounterIncrease {

    private CounterIncrease() {}

    /**
     * @param before values by series at the look before; empty if there was none
     * @param now values by series now; NaN is left out
     */
    static double between(Map<String, Double> before, Map<String, Double> now) {
        double increase = 0;
        for (Map.Entry<String, Double> counter : now.entrySet()) {
            double value = counter.getValue();
            Double earlier = before.get(counter.getKey());
            if (Double.isNaN(value) || before.isEmpty()) {
                continue;
            }
            if (earlier == null || value < earlier) {
                increase += value;
            } else {
                increase += value - earlier;
            }
        }
        return increase;
    }
}
