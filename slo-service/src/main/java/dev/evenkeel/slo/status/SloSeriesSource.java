package dev.evenkeel.slo.status;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.counting.CountStore;
import dev.evenkeel.slo.objective.Slo;
import dev.evenkeel.slo.objective.SloCatalog;

/** The history of all objectives, for Grafana. */
@ApplicationScoped
class SloSeriesSource implements SeriesSource {

    private final LiveConfiguration<SloCatalog> catalog;
    private final CountStore counts;

    SloSeriesSource(LiveConfiguration<SloCatalog> catalog, CountStore counts) {
        this.catalog = catalog;
        this.counts = counts;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        List<Slo> slos = catalog.current().slos().stream()
                .filter(slo -> SloSeries.labels(slo).stream().anyMatch(selection::accepts))
                .toList();
        if (slos.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant first = slos.stream()
                .map(slo -> slo.window().startAt(selection.from()))
                .min(Instant::compareTo)
                .orElse(selection.from());
        List<String> names = slos.stream().map(Slo::name).toList();
        return counts.buckets(names, first, selection.to()).map(buckets -> {
            Map<String, NavigableMap<Instant, Counts>> bySlo = new HashMap<>();
            buckets.forEach(bucket ->
                    bySlo.computeIfAbsent(bucket.slo(), slo -> new TreeMap<>()).put(bucket.from(), bucket.counts()));
            return slos.stream()
                    .flatMap(slo -> new SloSeries(slo, bySlo.getOrDefault(slo.name(), new TreeMap<>()))
                            .between(selection.from(), selection.to()).stream())
                    .filter(series -> !series.samples().isEmpty() && selection.accepts(series.labels()))
                    .toList();
        });
    }

    /** Known without a look at the counts; an objective is in it before anything of it was counted. */
    @Override
    public Uni<List<Labels>> labels(Selection selection) {
        return Uni.createFrom()
                .item(catalog.current().slos().stream()
                        .flatMap(slo -> SloSeries.labels(slo).stream())
                        .filter(selection::accepts)
                        .toList());
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of(
                        SloSeries.EVENTS,
                                new MetricMetadata(
                                        "gauge", "Events in the five minutes that ended then, by result", ""),
                        SloSeries.OBJECTIVE,
                                new MetricMetadata("gauge", "The share of events that are to be good", "ratio"),
                        SloSeries.BUDGET,
                                new MetricMetadata("gauge", "The share of the error budget that is left", "ratio")));
    }
}
