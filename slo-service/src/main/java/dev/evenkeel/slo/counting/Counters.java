package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of counters as they were last seen, from which the increase up to the next look is told. A counter that has gone
 * down was reset, and all that it shows now was counted since, as in Prometheus' {@code increase}; one that was never
 * there is taken as having started at 0 if others were there (a new label value), and otherwise as unknown, since its past
 * is. One that is missing from a look, or shows no number, keeps its value, so that only its increase counts when it is
 * back.
 *
 * @param series by the name of the series
 */
record Counters(Map<String, LastSeen> series) {

    static final Counters NONE = new Counters(Map.of());

    /** A series that has been away for longer is a new one when it comes back. */
    static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    /** Of series that are away, no more are remembered: names that never come back must not fill the database. */
    static final int MOST_AWAY = 10_000;

    /** The value at the last look that showed one, and when that was. */
    record LastSeen(double value, Instant at) {}

    Counters {
        series = Map.copyOf(series);
    }

    /** What was counted until a look, by all series together; 0 if nothing was seen before. */
    double increaseTo(Map<String, Double> look) {
        if (series.isEmpty()) {
            return 0;
        }
        double increase = 0;
        for (Map.Entry<String, Double> counter : look.entrySet()) {
            double value = counter.getValue();
            if (!Double.isNaN(value)) {
                LastSeen before = series.get(counter.getKey());
                increase += before == null || value < before.value() ? value : value - before.value();
            }
        }
        return increase;
    }

    /**
     * The counters with what a look showed.
     *
     * @param look values by series; NaN is no value
     */
    Counters after(Map<String, Double> look, Instant at) {
        Map<String, LastSeen> next = new HashMap<>();
        look.forEach((name, value) -> {
            if (!Double.isNaN(value)) {
                next.put(name, new LastSeen(value, at));
            }
        });
        Instant forgotten = at.minus(REMEMBERED_FOR);
        series.entrySet().stream()
                .filter(away -> !next.containsKey(away.getKey()))
                .filter(away -> !away.getValue().at().isBefore(forgotten))
                .sorted(Comparator.comparing((Map.Entry<String, LastSeen> away) ->
                                away.getValue().at())
                        .reversed())
                .limit(MOST_AWAY)
                .toList()
                .forEach(away -> next.put(away.getKey(), away.getValue()));
        return new Counters(next);
    }
}
