package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.List;

/**
 * Durations counted by what they are at most. The bounds are part of what is stored: a change of them would make nonsense of
 * what was counted before.
 */
final class DurationBuckets {

    /** In seconds; whatever is longer than the last is counted after it. */
    static final List<Integer> BOUNDS =
            List.of(60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 604_800);

    /** With the one for what is longer than all bounds. */
    static final int COUNT = BOUNDS.size() + 1;

    private DurationBuckets() {}

    static boolean isBound(Duration duration) {
        return BOUNDS.stream().map(Duration::ofSeconds).anyMatch(duration::equals);
    }

    /** How many took no longer than one of the bounds. */
    static long upTo(List<Long> counts, Duration bound) {
        long sum = 0;
        for (int i = 0; i <= BOUNDS.indexOf((int) bound.toSeconds()); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /**
     * The median as far as it can be told: as if durations lay evenly between the bounds of their bucket, which is how
     * Prometheus's {@code histogram_quantile} reads a histogram. What is longer than all bounds counts as the last of them.
     *
     * @param counts one for each bucket
     * @return seconds; {@code null} if nothing was counted
     */
    static Double median(List<Long> counts) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return null;
        }
        double rank = all / 2.0;
        double before = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            if (before + counts.get(i) >= rank) {
                double lower = i == 0 ? 0 : BOUNDS.get(i - 1);
                return lower + (BOUNDS.get(i) - lower) * (rank - before) / counts.get(i);
            }
            before += counts.get(i);
        }
        return (double) BOUNDS.getLast();
    }
}
