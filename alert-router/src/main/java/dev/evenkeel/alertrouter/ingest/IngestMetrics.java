package dev.evenkeel.alertrouter.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What is counted about posted alerts, under Alertmanager's names. */
@Startup
@Singleton
class IngestMetrics {

    private final Counter firing = received("firing");
    private final Counter resolved = received("resolved");
    private final Counter invalid =
            counter("alertmanager_alerts_invalid_total", "Alerts that were refused", new Tag("version", "v2"));
    private final LongAdder stored = new LongAdder();
    private final LongAdder storingNanos = new LongAdder();

    IngestMetrics(MeterRegistry meters) {
        // an alert's part of the write that stored it: nothing is measured for each
        FunctionTimer.builder(
                        "alertmanager_dispatcher_alert_processing_duration_seconds",
                        this,
                        metrics -> metrics.stored.sum(),
                        metrics -> metrics.storingNanos.sum(),
                        TimeUnit.NANOSECONDS)
                .description("How long it took to store alerts with their groups, by the alert")
                .register(meters);
        // what is limited there and not here
        counter("alertmanager_alerts_limited_total", "Alerts that a limit kept out; there is none here");
        counter(
                "alertmanager_dispatcher_aggregation_group_limit_reached_total",
                "Groups that a limit kept out; there is none here");
    }

    private static Counter counter(String name, String description, Tag... tags) {
        return SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE)
                .counter(
                        Metadata.builder()
                                .withName(name)
                                .withDescription(description)
                                .build(),
                        tags);
    }

    private static Counter received(String status) {
        return counter(
                "alertmanager_alerts_received_total",
                "Alerts that were taken",
                new Tag("status", status),
                new Tag("version", "v2"));
    }

    void received(int alerts, int ofThemResolved) {
        resolved.inc(ofThemResolved);
        firing.inc(alerts - ofThemResolved);
    }

    void refused() {
        invalid.inc();
    }

    /** One write stored as many alerts. */
    void stored(int alerts, long nanos) {
        stored.add(alerts);
        storingNanos.add(nanos);
    }
}
