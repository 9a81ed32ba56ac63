package dev.evenkeel.alertrouter.ingest;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What is counted about posted alerts, under Alertmanager's names. */
@ApplicationScoped
class IngestMetrics {

    private final Counter firing = received("firing");
    private final Counter resolved = received("resolved");
    private final Counter invalid = registry().counter("alertmanager_alerts_invalid_total", new Tag("version", "v2"));

    private static MetricRegistry registry() {
        return SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    }

    private static Counter received(String status) {
        return registry()
                .counter("alertmanager_alerts_received_total", new Tag("status", status), new Tag("version", "v2"));
    }

    void received(boolean isResolved) {
        (isResolved ? resolved : firing).inc();
    }

    void refused() {
        invalid.inc();
    }
}
