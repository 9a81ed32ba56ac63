package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.slo.budget.Counts;

/** The five-minute buckets in which counts are kept. */
final class Buckets {

    static final Duration LENGTH = Duration.ofMinutes(5);

    private Buckets() {}

    /** The first instant of the bucket that an instant lies in. */
    static Instant of(Instant instant) {
        long millis = LENGTH.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), millis) * millis);
    }

    /**
     * Spreads what was counted over {@code (from, to]} evenly: after a gap in the measurements nobody knows when in it the
     * events were.
     *
     * @param from not after {@code to}
     * @return counts by the first instant of their bucket
     */
    static Map<Instant, Counts> spread(Counts counts, Instant from, Instant to) {
        Map<Instant, Counts> spread = new TreeMap<>();
        double whole = Duration.between(from, to).toMillis();
        if (whole <= 0) {
            spread.put(of(to), counts);
            return spread;
        }
        for (Instant bucket = of(from); bucket.isBefore(to); bucket = bucket.plus(LENGTH)) {
            Instant begin = bucket.isBefore(from) ? from : bucket;
            Instant end = bucket.plus(LENGTH).isAfter(to) ? to : bucket.plus(LENGTH);
            spread.put(bucket, counts.times(Duration.between(begin, end).toMillis() / whole));
        }
        return spread;
    }
}
