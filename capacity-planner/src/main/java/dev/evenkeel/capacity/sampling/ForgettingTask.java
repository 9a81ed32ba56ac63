package dev.evenkeel.capacity.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.capacity.resource.ResourceCatalog;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;

/** Deletes samples that are older than their resource wants them kept. */
@ApplicationScoped
class ForgettingTask implements Task {

    private final LiveConfiguration<ResourceCatalog> catalog;
    private final SampleStore samples;
    private final Clock clock;
    private final Duration keepUnknown;

    ForgettingTask(
            LiveConfiguration<ResourceCatalog> catalog,
            SampleStore samples,
            Clock clock,
            @ConfigProperty(name = "evenkeel.capacity.keep-unknown", defaultValue = "30D") Duration keepUnknown) {
        this.catalog = catalog;
        this.samples = samples;
        this.clock = clock;
        this.keepUnknown = keepUnknown;
    }

    @Override
    public String name() {
        return "capacity-forgetting";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        Map<String, Instant> before = new HashMap<>();
        catalog.current().resources().forEach(resource -> before.put(resource.name(), now.minus(resource.keep())));
        return samples.forget(before, now.minus(keepUnknown));
    }
}
