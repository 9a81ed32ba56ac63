package dev.evenkeel.capacity.saturation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import dev.evenkeel.capacity.sampling.UsageSample;

/** How the resources stand, at {@code /metrics}. What is not known has no series. */
@Singleton
class StandingMetrics {

    private final MultiGauge used;
    private final MultiGauge limit;
    private final MultiGauge threatened;
    private final MultiGauge saturation;

    StandingMetrics(MeterRegistry meters) {
        used = gauge(meters, "evenkeel_capacity_used", "How much of the resource is used, in its unit");
        limit = gauge(meters, "evenkeel_capacity_limit", "How much of the resource there is, in its unit");
        threatened = gauge(meters, "evenkeel_capacity_threatened", "1 if it is saturated or will be soon, else 0");
        saturation = gauge(
                meters,
                "evenkeel_capacity_saturation_timestamp_seconds",
                "When the resource is expected to be saturated, within its horizon");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    void show(List<ResourceStanding> standings) {
        show(used, standings, standing -> fresh(standing).map(UsageSample::usage));
        show(limit, standings, standing -> fresh(standing).map(UsageSample::limit));
        show(
                threatened,
                standings,
                standing -> Optional.of(standing.state().phase())
                        .filter(phase -> phase != Phase.UNKNOWN)
                        .map(phase -> phase.threatens() ? 1.0 : 0.0));
        show(saturation, standings, standing -> standing.dates().expected().map(StandingMetrics::seconds));
    }

    private static Optional<UsageSample> fresh(ResourceStanding standing) {
        return standing.newest().filter(sample -> standing.isFresh());
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static void show(
            MultiGauge gauge, List<ResourceStanding> standings, Function<ResourceStanding, Optional<Double>> value) {
        List<Row<?>> rows = standings.stream()
                .<Row<?>>flatMap(standing -> value
                        .apply(standing)
                        .map(number ->
                                Row.of(Tags.of("resource", standing.resource().name()), number))
                        .stream())
                .toList();
        gauge.register(rows, true);
    }
}
