package dev.evenkeel.health.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.history.MinuteCounts.Count;
import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** The counts of check results as series, one sample a minute, at the end of the minute. */
@ApplicationScoped
class CheckSeriesSource implements SeriesSource {

    private static final String CHECKS = "health_checks";
    private static final String DURATION_AVERAGE = "health_check_duration_seconds_avg";
    private static final String DURATION_MAXIMUM = "health_check_duration_seconds_max";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CountStore counts;

    CheckSeriesSource(CountStore counts) {
        this.counts = counts;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        return counts.between(
                        selection.from().minus(MINUTE),
                        selection.to().minus(MINUTE).plusMillis(1))
                .map(found -> series(found, selection));
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of(
                        CHECKS, new MetricMetadata("gauge", "Checks in the minute that ended then, by result", ""),
                        DURATION_AVERAGE,
                                new MetricMetadata("gauge", "Average duration of the checks of a minute", "seconds"),
                        DURATION_MAXIMUM, new MetricMetadata("gauge", "Longest check of a minute", "seconds")));
    }

    private static List<Series> series(List<Count> counts, Selection selection) {
        Map<Labels, List<Sample>> samples = new LinkedHashMap<>();
        for (Count count : counts) {
            int checks = count.successes() + count.failures();
            add(samples, count, checks(count, "success"), count.successes());
            add(samples, count, checks(count, "failure"), count.failures());
            add(samples, count, of(count, DURATION_AVERAGE), count.durationSum() / Math.max(1, checks));
            add(samples, count, of(count, DURATION_MAXIMUM), count.durationMax());
        }
        return samples.entrySet().stream()
                .filter(entry -> selection.accepts(entry.getKey()))
                .map(entry -> new Series(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void add(Map<Labels, List<Sample>> samples, Count count, Labels labels, double value) {
        samples.computeIfAbsent(labels, first -> new ArrayList<>())
                .add(Sample.at(count.minute().plus(MINUTE), value));
    }

    private static Labels checks(Count count, String result) {
        return of(count, CHECKS).with("result", result);
    }

    private static Labels of(Count count, String metric) {
        return Labels.of(Labels.NAME, metric, "component", count.component());
    }
}
