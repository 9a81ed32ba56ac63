package dev.evenkeel.alertrouter.suppression;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what is left out of notifications, under Alertmanager's name; zeros are shown before anything was. */
@Startup
@Singleton
public class SuppressionMetrics {

    private static final Metadata LEFT_OUT = Metadata.builder()
            .withName("alertmanager_notifications_suppressed_total")
            .withDescription("Alerts that were left out of notifications")
            .build();

    private final Map<SuppressionReason, Counter> leftOut = new EnumMap<>(SuppressionReason.class);

    SuppressionMetrics() {
        MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
        for (SuppressionReason reason : SuppressionReason.values()) {
            leftOut.put(reason, metrics.counter(LEFT_OUT, new Tag("reason", reason.label())));
        }
    }

    /** One look at a group left out as many alerts, for these reasons. */
    public void leftOut(Collection<SuppressionReason> reasons) {
        reasons.forEach(reason -> leftOut.get(reason).inc());
    }
}
