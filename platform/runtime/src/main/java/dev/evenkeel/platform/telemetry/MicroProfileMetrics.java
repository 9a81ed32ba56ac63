package dev.evenkeel.platform.telemetry;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * MicroProfile Metrics (SmallRye Metrics) on the one registry that is exposed: a meter made with either API appears in
 * {@code /metrics}.
 */
@Singleton
public class MicroProfileMetrics {

    /** @param exposed asked for so that Quarkus has made it before SmallRye looks for registries */
    @Produces
    @Singleton
    MetricRegistry application(MeterRegistry exposed) {
        MetricRegistry registry = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
        // SmallRye adds a registry of its own, which nobody reads: every measurement would be stored twice.
        List<SimpleMeterRegistry> unread = Metrics.globalRegistry.getRegistries().stream()
                .filter(SimpleMeterRegistry.class::isInstance)
                .map(SimpleMeterRegistry.class::cast)
                .toList();
        unread.forEach(Metrics::removeRegistry);
        return registry;
    }
}
