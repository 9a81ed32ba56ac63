package dev.evenkeel.capacity.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.saturation.ForecastPoint;
import dev.evenkeel.capacity.saturation.ResourceStanding;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** A resource as series: those of its forecast lie in the future. */
final class CapacitySeries {

    static final String USAGE = "capacity_usage";
    static final String LIMIT = "capacity_limit";
    static final String FORECAST = "capacity_forecast";
    static final String SATURATION = "capacity_saturation_timestamp_seconds";

    /** Queries look back five minutes for a sample: farther apart, a line would have holes. */
    private static final Duration DENSE = Duration.ofMinutes(4);

    private record Quantile(String label, ToDoubleFunction<ForecastPoint> value) {}

    /** The median, and the ends of an interval that holds 95 %. */
    private static final List<Quantile> QUANTILES = List.of(
            new Quantile("0.5", ForecastPoint::median),
            new Quantile("0.025", ForecastPoint::lower),
            new Quantile("0.975", ForecastPoint::upper));

    private CapacitySeries() {}

    static Labels labels(String metric, Resource resource) {
        return Labels.of(Labels.NAME, metric, "resource", resource.name(), "service", resource.service());
    }

    /** The identities of everything that is forecast of a resource. */
    static List<Labels> expectations(ResourceStanding standing) {
        List<Labels> labels = new ArrayList<>();
        if (standing.outlook().hasForecast()) {
            for (Quantile quantile : QUANTILES) {
                labels.add(forecastLabels(standing, quantile));
            }
        }
        if (standing.dates().expected().isPresent()) {
            labels.add(labels(SATURATION, standing.resource()));
        }
        return labels;
    }

    /** What is forecast of a resource for {@code [from, to]}; series without a sample there are empty. */
    static List<Series> expectations(ResourceStanding standing, Instant from, Instant to) {
        List<Series> series = new ArrayList<>();
        if (standing.outlook().hasForecast()) {
            for (Quantile quantile : QUANTILES) {
                series.add(new Series(
                        forecastLabels(standing, quantile),
                        dense(standing.outlook().points(), quantile.value(), from, to)));
            }
        }
        standing.dates().expected().ifPresent(expected -> {
            boolean within = !standing.at().isBefore(from) && !standing.at().isAfter(to);
            series.add(new Series(
                    labels(SATURATION, standing.resource()),
                    within ? List.of(Sample.at(standing.at(), expected.toEpochMilli() / 1000.0)) : List.of()));
        });
        return series;
    }

    private static Labels forecastLabels(ResourceStanding standing, Quantile quantile) {
        return labels(FORECAST, standing.resource()).with("quantile", quantile.label());
    }

    /** The points and, where they are far apart, moments between them on a straight line. */
    private static List<Sample> dense(
            List<ForecastPoint> points, ToDoubleFunction<ForecastPoint> value, Instant from, Instant to) {
        List<Sample> samples = new ArrayList<>();
        ForecastPoint before = points.getFirst();
        add(samples, before.at(), value.applyAsDouble(before), from, to);
        for (ForecastPoint point : points.subList(1, points.size())) {
            long gap = Duration.between(before.at(), point.at()).toMillis();
            long parts = Math.ceilDiv(gap, DENSE.toMillis());
            double start = value.applyAsDouble(before);
            double end = value.applyAsDouble(point);
            for (long part = 1; part <= parts; part++) {
                double share = (double) part / parts;
                add(samples, before.at().plusMillis(gap * part / parts), start * (1 - share) + end * share, from, to);
            }
            before = point;
        }
        return samples;
    }

    private static void add(List<Sample> samples, Instant at, double value, Instant from, Instant to) {
        if (!at.isBefore(from) && !at.isAfter(to)) {
            samples.add(Sample.at(at, value));
        }
    }
}
