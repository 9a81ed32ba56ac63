package dev.evenkeel.alertrouter.notification;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What is counted about notifications, under Alertmanager's names, so that existing dashboards and alerts work. */
@ApplicationScoped
class NotificationMetrics {

    private final MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    private final MeterRegistry meters;

    /** @param meters for the latency, since MicroProfile's timers have no buckets */
    NotificationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void attempted(Integration integration, DeliveryResult result, Duration took) {
        var kind = new Tag("integration", integration.settings().kind());
        metrics.counter("alertmanager_notifications_total", kind).inc();
        metrics.counter("alertmanager_notification_requests_total", kind).inc();
        Timer.builder("alertmanager_notification_latency_seconds")
                .tag("integration", integration.settings().kind())
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
        switch (result) {
            case DeliveryResult.Delivered _ -> {
                // counted above
            }
            case DeliveryResult.Failed failed -> failed(kind, failed.cause());
            case DeliveryResult.Refused refused -> failed(kind, refused.cause());
        }
    }

    private void failed(Tag kind, FailureCause cause) {
        metrics.counter("alertmanager_notifications_failed_total", kind, new Tag("reason", cause.label()))
                .inc();
        metrics.counter("alertmanager_notification_requests_failed_total", kind).inc();
    }
}
