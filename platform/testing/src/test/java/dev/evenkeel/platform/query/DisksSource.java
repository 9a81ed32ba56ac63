package dev.evenkeel.platform.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** A source with a few series, one that never answers and one that has too many. */
@Singleton
class DisksSource implements SeriesSource {

    static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @Override
    public Uni<List<Series>> select(Selection selection) {
        if (selection.matchers().contains(LabelMatcher.equal(Labels.NAME, "never_answers"))) {
            return Uni.createFrom().nothing();
        }
        if (selection.matchers().contains(LabelMatcher.equal(Labels.NAME, "far_too_many"))) {
            return Uni.createFrom()
                    .item(() -> IntStream.rangeClosed(0, 20_000)
                            .mapToObj(i -> series("far_too_many", "a" + i, i))
                            .toList());
        }
        return Uni.createFrom()
                .item(() -> List.of(series("disk_used_bytes", "a", 0.5), series("disk_used_bytes", "b", 1e21)).stream()
                        .filter(series -> selection.accepts(series.labels()))
                        .toList());
    }

    private static Series series(String name, String disk, double value) {
        return Series.of(
                Labels.of("__name__", name, "disk", disk),
                Sample.at(NOW.minusSeconds(60), value),
                Sample.at(NOW, value * 2));
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of("disk_used_bytes", new MetricMetadata("gauge", "How full a disk is.", "bytes")));
    }

    /** A second source, that has a series of its own and more samples of one of the first. */
    @Singleton
    static class ForecastSource implements SeriesSource {

        @Override
        public Uni<List<Series>> select(Selection selection) {
            return Uni.createFrom()
                    .item(() -> List.of(
                                    Series.of(
                                            Labels.of("__name__", "disk_used_bytes", "disk", "a"),
                                            Sample.at(NOW, 1),
                                            Sample.at(NOW.plusSeconds(3600), 7)),
                                    Series.of(Labels.of("__name__", "forecast"), Sample.at(NOW.plusSeconds(60), 8)))
                            .stream()
                            .filter(series -> selection.accepts(series.labels()))
                            .toList());
        }
    }

    /** One group of rules with an alert that fires. */
    @Singleton
    static class DiskRules implements RuleSource {

        @Override
        public Uni<List<RuleGroup>> groups() {
            RuleGroup.Alert alert =
                    new RuleGroup.Alert(Map.of("alertname", "DiskFull"), Map.of(), RuleGroup.State.FIRING, NOW, 0.95);
            RuleGroup.AlertingRule rule = new RuleGroup.AlertingRule(
                    "DiskFull",
                    "disk_used_bytes > 0.9",
                    Duration.ofMinutes(5),
                    Map.of("severity", "page"),
                    Map.of(),
                    NOW,
                    List.of(alert));
            return Uni.createFrom()
                    .item(List.of(new RuleGroup("disks", "disks.yaml", Duration.ofMinutes(1), List.of(rule))));
        }
    }
}
