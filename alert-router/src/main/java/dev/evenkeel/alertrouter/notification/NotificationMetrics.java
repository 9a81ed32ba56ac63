package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What is counted about notifications, under Alertmanager's names, so that existing dashboards and alerts work. A
 * notification is one thing to say to one integration, however many requests it takes.
 */
@Singleton
public class NotificationMetrics {

    private static final String INTEGRATION = "integration";
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(20)
    };

    private final MeterRegistry registry;
    private final Map<String, Meters> byKind = new ConcurrentHashMap<>();

    /** What is counted about integrations of one kind. */
    private record Meters(
            Counter notifications,
            Map<FailureCause, Counter> failed,
            Counter requests,
            Counter failedRequests,
            Timer latency) {}

    NotificationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows zeros for what was never told, so that the first failure is seen as an increase. */
    public void expect(Collection<String> kinds) {
        kinds.forEach(this::of);
    }

    /** An integration is to be told something. */
    public void begun(Integration integration) {
        of(integration).notifications().increment();
    }

    /** It was not, and that is not tried again by and by. */
    public void failed(Integration integration, FailureCause cause) {
        of(integration).failed().get(cause).increment();
    }

    /** One request was made. */
    void requested(Integration integration, DeliveryResult result, Duration took) {
        Meters meters = of(integration);
        meters.requests().increment();
        meters.latency().record(took);
        if (!(result instanceof DeliveryResult.Delivered)) {
            meters.failedRequests().increment();
        }
    }

    private Meters of(Integration integration) {
        return of(integration.settings().kind());
    }

    private Meters of(String kind) {
        return byKind.computeIfAbsent(kind, this::register);
    }

    private Meters register(String kind) {
        return new Meters(
                counter("notifications_total", "Things to say", kind),
                Arrays.stream(FailureCause.values())
                        .collect(Collectors.toMap(Function.identity(), cause -> failures(kind, cause))),
                counter("notification_requests_total", "Attempts to say them", kind),
                counter("notification_requests_failed_total", "Attempts that failed", kind),
                Timer.builder("alertmanager_notification_latency_seconds")
                        .description("How long an attempt took")
                        .tag(INTEGRATION, kind)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }

    private Counter counter(String name, String description, String kind) {
        return Counter.builder("alertmanager_" + name)
                .description(description)
                .tag(INTEGRATION, kind)
                .register(registry);
    }

    private Counter failures(String kind, FailureCause cause) {
        return Counter.builder("alertmanager_notifications_failed_total")
                .description("Things that could not be said")
                .tag(INTEGRATION, kind)
                .tag("reason", cause.label())
                .register(registry);
    }
}
