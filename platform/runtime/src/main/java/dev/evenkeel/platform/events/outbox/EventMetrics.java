package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What can be watched of the outbox. How much waits is counted from time to time ({@link UpkeepTask}); the age of
 * the oldest grows between the counts as time passes.
 */
@Singleton
public class EventMetrics {

    private static final Duration[] LAG_BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Map<String, Backlog> backlog = Map.of();

    /**
     * What one subscriber has not got.
     *
     * @param oldest when the oldest pending event was written; {@code null} if none is pending
     */
    public record Backlog(long pending, Instant oldest, long dead) {

        static final Backlog NONE = new Backlog(0, null, 0);
    }

    public EventMetrics(MeterRegistry registry, Clock clock, Subscribers subscribers) {
        this.registry = registry;
        this.clock = clock;
        for (Subscriber subscriber : subscribers.all()) {
            String name = subscriber.name();
            gauge("evenkeel_events_outbox_pending", "Events not yet delivered", name, b -> b.pending());
            gauge(
                    "evenkeel_events_outbox_oldest_age_seconds",
                    "Age of the oldest event not yet delivered; 0 if there is none",
                    name,
                    this::ageSeconds);
            gauge("evenkeel_events_dead_letters", "Events given up and not yet dealt with", name, b -> b.dead());
        }
    }

    void backlog(Map<String, Backlog> counted) {
        this.backlog = Map.copyOf(counted);
    }

    void attempted(Delivery delivery, DeliveryState state) {
        String outcome = switch (state) {
            case DeliveryState.Delivered(Instant at) -> {
                lag(delivery.subscriber()).record(Duration.between(delivery.writtenAt(), at));
                yield "delivered";
            }
            case DeliveryState.Pending pending -> "retried";
            case DeliveryState.Dead dead -> "dead";
        };
        Counter.builder("evenkeel_events_deliveries")
                .description("Attempts to deliver an event, by what came of them")
                .tag("subscriber", delivery.subscriber())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private Timer lag(String subscriber) {
        return Timer.builder("evenkeel_events_delivery_lag")
                .description("From the writing of an event to its delivery")
                .tag("subscriber", subscriber)
                .serviceLevelObjectives(LAG_BUCKETS)
                .register(registry);
    }

    private void gauge(String name, String description, String subscriber, ToDoubleFunction<Backlog> value) {
        Gauge.builder(name, () -> value.applyAsDouble(backlog.getOrDefault(subscriber, Backlog.NONE)))
                .description(description)
                .tag("subscriber", subscriber)
                .register(registry);
    }

    private double ageSeconds(Backlog subscriber) {
        return subscriber.oldest() == null
                ? 0
                : Duration.between(subscriber.oldest(), clock.instant()).toMillis() / 1000.0;
    }
}
