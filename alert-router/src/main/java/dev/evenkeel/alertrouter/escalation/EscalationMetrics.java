package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.metrics.SharedMetricRegistries;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

import dev.evenkeel.alertrouter.notification.DeliveryResult;

/** What is counted about pages. */
@ApplicationScoped
class EscalationMetrics {

    private static final Metadata ATTEMPTS = Metadata.builder()
            .withName("evenkeel_escalation_page_attempts_total")
            .withDescription("Attempts to page somebody")
            .build();

    private final MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    private final Timer delay;

    EscalationMetrics(MeterRegistry meters) {
        this.delay = Timer.builder("evenkeel_escalation_page_delay_seconds")
                .description("From the moment that somebody was to be told to the moment that a channel took it")
                .publishPercentileHistogram()
                .register(meters);
    }

    void attempted(DeliveryResult result) {
        String outcome = switch (result) {
            case DeliveryResult.Delivered _ -> "told";
            case DeliveryResult.Failed _ -> "failed";
            case DeliveryResult.Refused _ -> "refused";
        };
        metrics.counter(ATTEMPTS, new Tag("outcome", outcome)).inc();
    }

    void told(Duration after) {
        delay.record(after.isNegative() ? Duration.ZERO : after);
    }
}
