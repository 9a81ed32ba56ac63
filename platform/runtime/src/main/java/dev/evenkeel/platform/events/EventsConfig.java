package dev.evenkeel.platform.events;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where events go and how hard we try, under {@code evenkeel.events}. */
@ConfigMapping(prefix = "evenkeel.events")
public interface EventsConfig {

    /** What carries events to others and from others. Events are taken over HTTP in either case. */
    @WithDefault("http")
    Transport transport();

    /** By name. They count with the transport {@code http} only. */
    Map<String, SubscriberConfig> subscribers();

    Relay relay();

    Kafka kafka();

    /** How long a received event is remembered; a repeat that comes later is taken for a new event. */
    @WithDefault("P14D")
    Duration inboxRetention();

    /** How long a delivered event is kept to be looked at. */
    @WithDefault("P1D")
    Duration outboxRetention();

    enum Transport {
        /** Each event is pushed to each subscriber that wants its type. */
        HTTP,
        /** Each event is written to one topic, keyed by its subject; we read that topic too. */
        KAFKA
    }

    interface SubscriberConfig {

        /** Takes a POST of CloudEvents, for our own services {@code …/api/v1/events}. */
        URI url();

        /** Types in full, {@code prefix.*}, or {@code *}. */
        @WithDefault("*")
        List<String> types();

        /** The API key sent as bearer token. */
        Optional<String> token();

        /** A file that holds the API key; read for every delivery, so that a rotated key takes effect at once. */
        Optional<Path> tokenFile();
    }

    interface Relay {

        /** How many deliveries to one subscriber are under way at once, each for another subject. */
        @WithDefault("16")
        int concurrency();

        /** A subscriber that has not answered within this time counts as not reached. */
        @WithDefault("10s")
        Duration requestTimeout();

        /** After this time another relay may take over a delivery; longer than any attempt can last. */
        @WithDefault("60s")
        Duration lease();

        /** The longest wait after the first failed attempt. */
        @WithDefault("1s")
        Duration backoffBase();

        /** The longest wait after any failed attempt. */
        @WithDefault("60s")
        Duration backoffCap();

        /** A delivery that has not succeeded within this time becomes a dead letter. */
        @WithDefault("P1D")
        Duration maxAge();

        /** A delivery that failed this often becomes a dead letter; not set: only age counts. */
        OptionalInt maxAttempts();
    }

    interface Kafka {

        /** The brokers to begin with, {@code host:port}, separated by commas. */
        @WithDefault("localhost:9092")
        String bootstrapServers();

        /** All services of a suite write to this topic and read from it. */
        @WithDefault("evenkeel.events")
        String topic();

        /** Where events go that a receiver can never take. */
        @WithDefault("evenkeel.events.refused")
        String refusedTopic();
    }
}
