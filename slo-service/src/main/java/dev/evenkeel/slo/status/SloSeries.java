package dev.evenkeel.slo.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.budget.ErrorBudget;
import dev.evenkeel.slo.objective.Slo;

/** The history of one objective as series, worked out from its five-minute counts; a sample stands at a bucket's end. */
final class SloSeries {

    static final String EVENTS = "slo_events";
    static final String OBJECTIVE = "slo_objective_ratio";
    static final String BUDGET = "slo_error_budget_remaining_ratio";

    private static final Duration BUCKET = Duration.ofMinutes(5);

    private final Slo slo;
    private final NavigableMap<Instant, Counts> buckets;

    /** @param buckets counts by the start of their bucket, as far back as the window of the first sample reaches */
    SloSeries(Slo slo, NavigableMap<Instant, Counts> buckets) {
        this.slo = slo;
        this.buckets = new TreeMap<>(buckets);
    }

    /** The samples at {@code [from, to]}. */
    List<Series> between(Instant from, Instant to) {
        List<Sample> good = new ArrayList<>();
        List<Sample> bad = new ArrayList<>();
        List<Sample> objective = new ArrayList<>();
        List<Sample> budget = new ArrayList<>();
        Counts window = Counts.NONE;
        Instant windowStart = Instant.MIN;
        Instant counted = Instant.MIN;
        for (var bucket : buckets.entrySet()) {
            Instant at = bucket.getKey().plus(BUCKET);
            if (at.isBefore(from) || at.isAfter(to)) {
                continue;
            }
            // Sums slide along with the window, so that a month of samples costs one pass and not a month of passes.
            Instant start = slo.window().startAt(at);
            if (start.isBefore(windowStart) || counted.equals(Instant.MIN)) {
                window = sum(start, bucket.getKey());
            } else {
                window = window.plus(sum(counted.plusNanos(1), bucket.getKey()));
                window = minus(window, sum(windowStart, start.minusNanos(1)));
            }
            windowStart = start;
            counted = bucket.getKey();
            good.add(Sample.at(at, bucket.getValue().good()));
            bad.add(Sample.at(at, bucket.getValue().bad()));
            objective.add(Sample.at(at, slo.target()));
            budget.add(Sample.at(at, new ErrorBudget(slo.target(), window).remaining()));
        }
        return List.of(
                new Series(labels(slo, EVENTS).with("result", "good"), good),
                new Series(labels(slo, EVENTS).with("result", "bad"), bad),
                new Series(labels(slo, OBJECTIVE), objective),
                new Series(labels(slo, BUDGET), budget));
    }

    /** Which series an objective has. */
    static List<Labels> labels(Slo slo) {
        Labels events = labels(slo, EVENTS);
        return List.of(
                events.with("result", "good"),
                events.with("result", "bad"),
                labels(slo, OBJECTIVE),
                labels(slo, BUDGET));
    }

    private static Labels labels(Slo slo, String metric) {
        return Labels.of(Labels.NAME, metric, "slo", slo.name(), "service", slo.service());
    }

    private Counts sum(Instant first, Instant last) {
        return first.isAfter(last)
                ? Counts.NONE
                : buckets.subMap(first, true, last, true).values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** Sums that slide lose a little in their last digits, which must not make them negative. */
    private static Counts minus(Counts whole, Counts part) {
        double total = Math.max(0, whole.total() - part.total());
        return new Counts(Math.min(total, Math.max(0, whole.good() - part.good())), total);
    }
}
