package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.sampling.SampleStore;
import dev.evenkeel.capacity.sampling.UsageSample;

/** Reads what is known of a resource and forecasts it, away from the threads that must not wait. */
@ApplicationScoped
public class OutlookService {

    private final SampleStore samples;
    private final Timer duration;

    OutlookService(SampleStore samples, MeterRegistry meters) {
        this.samples = samples;
        this.duration = Timer.builder("evenkeel_capacity_forecast_duration")
                .description("How long one forecast takes to calculate")
                .register(meters);
    }

    /**
     * @param newest sample of the resource, after which the forecast begins; nothing is made up for the time since
     * @param horizon how far ahead to look at most
     */
    public Uni<Outlook> look(Resource resource, Optional<UsageSample> newest, Duration horizon, Instant now) {
        if (newest.isEmpty()) {
            return Uni.createFrom().item(Outlook.none(now, resource.step()));
        }
        Instant covered = newest.get().at().plus(resource.step());
        Instant end = covered.isBefore(now) ? covered : now;
        return samples.oldest(Map.of(resource.name(), now.minus(resource.keep())))
                .map(oldest -> Optional.ofNullable(oldest.get(resource.name()))
                        .filter(first -> first.isBefore(end))
                        .map(first -> ForecastPlan.of(resource.step(), resource.season(), horizon, first, end)))
                .flatMap(plan -> plan.map(known -> forecast(resource, known, now))
                        .orElseGet(() -> Uni.createFrom().item(Outlook.none(now, resource.step()))));
    }

    private Uni<Outlook> forecast(Resource resource, ForecastPlan plan, Instant now) {
        return samples.means(resource.name(), plan.from(), plan.to(), plan.step())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(means -> {
                    long began = System.nanoTime();
                    Outlook outlook = Outlook.of(plan, means, now);
                    duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                    return outlook;
                });
    }
}
