package dev.evenkeel.capacity.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.resource.ResourceCatalog;
import dev.evenkeel.capacity.sampling.SampleStore;
import dev.evenkeel.capacity.sampling.UsageSample;
import dev.evenkeel.capacity.saturation.EvaluationService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Past and future of all resources, for Grafana. */
@ApplicationScoped
class CapacitySeriesSource implements SeriesSource {

    private final LiveConfiguration<ResourceCatalog> catalog;
    private final SampleStore samples;
    private final EvaluationService evaluation;

    CapacitySeriesSource(
            LiveConfiguration<ResourceCatalog> catalog, SampleStore samples, EvaluationService evaluation) {
        this.catalog = catalog;
        this.samples = samples;
        this.evaluation = evaluation;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        Map<String, Resource> wanted = new LinkedHashMap<>();
        catalog.current().resources().stream()
                .filter(resource -> pastLabels(resource).anyMatch(selection::accepts))
                .forEach(resource -> wanted.put(resource.name(), resource));
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(future(selection));
        }
        return samples.between(wanted.keySet(), selection.from(), selection.to(), selection.maxSamples())
                .map(found -> {
                    List<Series> series = new ArrayList<>(future(selection));
                    past(found, wanted).stream()
                            .filter(one -> selection.accepts(one.labels()))
                            .forEach(series::add);
                    return series;
                });
    }

    private static Stream<Labels> pastLabels(Resource resource) {
        return Stream.of(
                CapacitySeries.labels(CapacitySeries.USAGE, resource),
                CapacitySeries.labels(CapacitySeries.LIMIT, resource));
    }

    private static List<Series> past(List<UsageSample> found, Map<String, Resource> wanted) {
        Map<String, List<UsageSample>> byResource = new LinkedHashMap<>();
        found.forEach(sample -> byResource
                .computeIfAbsent(sample.resource(), _ -> new ArrayList<>())
                .add(sample));
        List<Series> series = new ArrayList<>();
        byResource.forEach((name, ofResource) -> {
            Resource resource = wanted.get(name);
            series.add(new Series(
                    CapacitySeries.labels(CapacitySeries.USAGE, resource),
                    ofResource.stream()
                            .map(sample -> Sample.at(sample.at(), sample.usage()))
                            .toList()));
            series.add(new Series(
                    CapacitySeries.labels(CapacitySeries.LIMIT, resource),
                    ofResource.stream()
                            .map(sample -> Sample.at(sample.at(), sample.limit()))
                            .toList()));
        });
        return series;
    }

    private List<Series> future(Selection selection) {
        Instant from = selection.from();
        Instant to = selection.to();
        return evaluation.standings().stream()
                .filter(standing ->
                        CapacitySeries.expectations(standing).stream().anyMatch(selection::accepts))
                .flatMap(standing -> CapacitySeries.expectations(standing, from, to).stream())
                .filter(series -> !series.samples().isEmpty() && selection.accepts(series.labels()))
                .toList();
    }

    /** Which series there are is known without a look at their samples, of which there may be millions. */
    @Override
    public Uni<List<Labels>> labels(Selection selection) {
        return Uni.createFrom()
                .item(evaluation.standings().stream()
                        .flatMap(standing -> Stream.concat(
                                standing.newest().isPresent() ? pastLabels(standing.resource()) : Stream.empty(),
                                CapacitySeries.expectations(standing).stream()))
                        .filter(selection::accepts)
                        .toList());
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of(
                        CapacitySeries.USAGE,
                                new MetricMetadata("gauge", "How much of the resource was used, in its unit", ""),
                        CapacitySeries.LIMIT,
                                new MetricMetadata("gauge", "How much of the resource there was, in its unit", ""),
                        CapacitySeries.FORECAST,
                                new MetricMetadata(
                                        "gauge",
                                        "How much of the resource will be used, by quantile; in the future",
                                        ""),
                        CapacitySeries.SATURATION,
                                new MetricMetadata(
                                        "gauge", "When the resource is expected to be saturated", "seconds")));
    }
}
