package dev.evenkeel.platform.events.outbox;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import dev.evenkeel.platform.events.EventsConfig;

/** Who gets which events, as configured. With Kafka the topic is the one subscriber, and it wants everything. */
@Singleton
public class Subscribers {

    /** The name under which deliveries to the Kafka topic are kept. */
    public static final String KAFKA_TOPIC = "kafka";

    private final List<Subscriber> all;

    /** @throws IllegalArgumentException naming the property, if a type pattern is none */
    public Subscribers(EventsConfig config) {
        this.all = switch (config.transport()) {
            case KAFKA -> List.of(new Subscriber(KAFKA_TOPIC, List.of(new TypePattern("*"))));
            case HTTP -> configured(config);
        };
    }

    public List<Subscriber> all() {
        return all;
    }

    /** The names of those that want events of this type. */
    public List<String> of(String type) {
        return all.stream()
                .filter(subscriber -> subscriber.wants(type))
                .map(Subscriber::name)
                .toList();
    }

    private static List<Subscriber> configured(EventsConfig config) {
        List<Subscriber> subscribers = new ArrayList<>();
        config.subscribers().forEach((name, subscriber) -> {
            try {
                subscribers.add(new Subscriber(
                        name, subscriber.types().stream().map(TypePattern::new).toList()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "evenkeel.events.subscribers.%s.types: %s".formatted(name, e.getMessage()), e);
            }
        });
        return List.copyOf(subscribers);
    }
}
