package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.events.EventsConfig;
import dev.evenkeel.platform.events.EventsConfig.SubscriberConfig;
import dev.evenkeel.platform.events.kafka.KafkaSubscriberClient;
import dev.evenkeel.platform.outbound.OutboundHttp;

/** Makes the outgoing side as the configuration has it; a configuration that makes no sense keeps the service down. */
@Singleton
public class OutboxProducer {

    private final EventsConfig config;

    OutboxProducer(EventsConfig config) {
        this.config = config;
    }

    /** With Kafka the topic is the one subscriber, and it wants everything. */
    @Produces
    @Singleton
    Subscribers subscribers() {
        return switch (config.transport()) {
            case KAFKA ->
                new Subscribers(List.of(new Subscriber(KafkaSubscriberClient.TOPIC, List.of(new TypePattern("*")))));
            case HTTP -> configured();
        };
    }

    @Produces
    @Singleton
    SubscriberClient client(OutboundHttp http, Instance<KafkaSubscriberClient> kafka, Clock clock) {
        return switch (config.transport()) {
            case KAFKA -> kafka.get();
            case HTTP ->
                new HttpSubscriberClient(http, targets(), config.relay().requestTimeout(), clock);
        };
    }

    @Produces
    @Singleton
    EventRelay relay(
            OutboxStore store, Subscribers subscribers, SubscriberClient client, EventMetrics metrics, Clock clock) {
        EventsConfig.Relay relay = config.relay();
        RetryPolicy policy = new RetryPolicy(
                new Backoff(relay.backoffBase(), relay.backoffCap()),
                relay.maxAge(),
                relay.maxAttempts().orElse(Integer.MAX_VALUE));
        EventRelay.Limits limits = new EventRelay.Limits(relay.concurrency(), relay.lease());
        if (relay.lease().compareTo(relay.requestTimeout().multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "evenkeel.events.relay.lease (%s) must be at least twice evenkeel.events.relay.request-timeout (%s)"
                            .formatted(relay.lease(), relay.requestTimeout()));
        }
        return new EventRelay(store, subscribers, client, policy, limits, metrics, clock, RandomGenerator.getDefault());
    }

    private Subscribers configured() {
        List<Subscriber> subscribers = new ArrayList<>();
        config.subscribers().forEach((name, subscriber) -> {
            try {
                subscribers.add(new Subscriber(
                        name, subscriber.types().stream().map(TypePattern::new).toList()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(property(name, "types") + ": " + e.getMessage(), e);
            }
        });
        return new Subscribers(subscribers);
    }

    private Map<String, HttpSubscriberClient.Target> targets() {
        Map<String, HttpSubscriberClient.Target> targets = new HashMap<>();
        config.subscribers()
                .forEach((name, subscriber) ->
                        targets.put(name, new HttpSubscriberClient.Target(subscriber.url(), token(name, subscriber))));
        return targets;
    }

    private static Optional<Secret> token(String name, SubscriberConfig subscriber) {
        if (subscriber.token().isPresent() && subscriber.tokenFile().isPresent()) {
            throw new IllegalArgumentException("%s and %s are both set; one of them is allowed"
                    .formatted(property(name, "token"), property(name, "token-file")));
        }
        return subscriber
                .token()
                .map(Secret::literal)
                .or(() -> subscriber.tokenFile().map(Secret::file));
    }

    private static String property(String subscriber, String name) {
        return "evenkeel.events.subscribers." + subscriber + "." + name;
    }
}
