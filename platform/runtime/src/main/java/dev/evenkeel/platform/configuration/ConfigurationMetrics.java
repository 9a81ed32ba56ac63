package dev.evenkeel.platform.configuration;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Lets an alert see that a bad file was refused, before somebody wonders why a change has no effect. */
@ApplicationScoped
class ConfigurationMetrics {

    void register(@Observes StartupEvent event, ConfigurationService configuration, MeterRegistry registry) {
        Gauge.builder(
                        "evenkeel_config_last_reload_successful",
                        () -> configuration.status().successful() ? 1 : 0)
                .description("Whether the last attempt to load the configuration put it in force")
                .register(registry);
        Gauge.builder(
                        "evenkeel_config_last_reload_success_timestamp_seconds",
                        () -> seconds(configuration.status().loadedAt()))
                .description("When the configuration in force was loaded")
                .register(registry);
    }

    private static double seconds(Instant instant) {
        return instant == null ? Double.NaN : instant.toEpochMilli() / 1000.0;
    }
}
