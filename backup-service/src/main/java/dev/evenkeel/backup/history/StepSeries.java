package dev.evenkeel.backup.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/**
 * Turns things that happened now and then into a series that can be queried at any moment: at each moment of a grid it has
 * what the last thing before that moment says. The grid is denser than the five minutes for which a query looks back.
 */
final class StepSeries<T> {

    private static final Duration FINE = Duration.ofMinutes(1);
    private static final Duration COARSE = Duration.ofMinutes(4);
    private static final Duration LONG_SPAN = Duration.ofDays(7);

    private final NavigableMap<Instant, T> happened = new TreeMap<>();

    void add(Instant at, T what) {
        happened.put(at, what);
    }

    /** What a thing says about a later moment. */
    @FunctionalInterface
    interface Value<T> {
        double of(T what, Instant moment);
    }

    /** The samples from {@code from} to {@code to}, both included; none before the first thing happened. */
    Series series(Labels labels, Instant from, Instant to, Value<T> value) {
        long step = (Duration.between(from, to).compareTo(LONG_SPAN) > 0 ? COARSE : FINE).toMillis();
        long first = Math.ceilDiv(from.toEpochMilli(), step) * step;
        List<Sample> samples = new ArrayList<>();
        for (long at = first; at <= to.toEpochMilli(); at += step) {
            Instant moment = Instant.ofEpochMilli(at);
            var last = happened.floorEntry(moment);
            if (last != null) {
                samples.add(Sample.at(moment, value.of(last.getValue(), moment)));
            }
        }
        return new Series(labels, samples);
    }
}
