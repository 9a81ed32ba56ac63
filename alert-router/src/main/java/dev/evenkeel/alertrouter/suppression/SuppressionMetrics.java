package dev.evenkeel.alertrouter.suppression;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what is left out of notifications, under Alertmanager's name. */
@ApplicationScoped
public class SuppressionMetrics {

    private final MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);

    /** One look at a group left out as many alerts, for these reasons. */
    public void leftOut(Collection<SuppressionReason> reasons) {
        for (SuppressionReason reason : reasons) {
            metrics.counter("alertmanager_notifications_suppressed_total", new Tag("reason", reason.label()))
                    .inc();
        }
    }
}
