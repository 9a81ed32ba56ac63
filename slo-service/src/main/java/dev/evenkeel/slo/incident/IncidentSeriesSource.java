package dev.evenkeel.slo.incident;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.incidents.IncidentStore;
import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.slo.objective.SloCatalog;

/** The incidents as series, which Grafana draws as annotations. */
@ApplicationScoped
class IncidentSeriesSource implements SeriesSource {

    private final LiveConfiguration<SloCatalog> catalog;
    private final IncidentStore incidents;
    private final Clock clock;

    IncidentSeriesSource(LiveConfiguration<SloCatalog> catalog, IncidentStore incidents, Clock clock) {
        this.catalog = catalog;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        IncidentSeries span = new IncidentSeries(selection.from(), selection.to(), clock.instant());
        return incidents
                .between(selection.from(), selection.to())
                .map(found -> found.stream()
                        .flatMap(incident -> span.of(incident, catalog.current().slos()).stream())
                        .filter(series -> !series.samples().isEmpty() && selection.accepts(series.labels()))
                        .toList());
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of(
                        IncidentSeries.NAME,
                        new MetricMetadata("gauge", "1 while an incident lasts, by objective that it concerns", "")));
    }
}
