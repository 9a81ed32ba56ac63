package dev.evenkeel.benchmarks.alerts;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Measured durations, by rank.
 *
 * @param sorted ascending, at least one
 */
public record Latencies(List<Duration> sorted) {

    /** @throws IllegalArgumentException if there are none */
    public static Latencies of(Collection<Duration> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        return new Latencies(measured.stream().sorted().toList());
    }

    /**
     * The smallest duration that a share of all do not exceed (nearest rank).
     *
     * @param share 0 to 1
     */
    public Duration quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.clamp(rank - 1L, 0, sorted.size() - 1));
    }
}
