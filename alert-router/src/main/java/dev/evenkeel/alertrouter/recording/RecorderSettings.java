package dev.evenkeel.alertrouter.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * {@code event_recorder}: where events are written.
 *
 * @param stdouts how many times each event goes to standard output
 */
public record RecorderSettings(List<Path> files, List<WebhookOutput> webhooks, List<KafkaOutput> topics, int stdouts) {

    /** Without the section. */
    public static final RecorderSettings NONE = new RecorderSettings(List.of(), List.of(), List.of(), 0);

    public RecorderSettings {
        files = List.copyOf(files);
        webhooks = List.copyOf(webhooks);
        topics = List.copyOf(topics);
    }

    /**
     * A program that events are posted to.
     *
     * @param workers how many requests are under way at a time
     * @param attempts how often each request is made at most
     * @param backoff before the second attempt; doubled before each further one
     * @param batch empty if each event is posted by itself
     */
    public record WebhookOutput(
            Secret url,
            HttpSettings http,
            Duration timeout,
            int workers,
            int attempts,
            Duration backoff,
            Optional<Batch> batch) {}

    /** How many events go into one request, and how long the first of them waits for the others at most. */
    public record Batch(int mostEvents, int mostBytes, Duration patience) {}

    /**
     * A topic of Kafka.
     *
     * @param brokers in order, since it means nothing; {@code host:port} or {@code host}
     * @param protobuf whether events are written in Protocol Buffers, not JSON
     * @param acks {@code 0}, {@code 1} or {@code all}
     * @param compression {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
     * @param buffered how many events wait for the brokers at most
     * @param tls empty for none
     */
    public record KafkaOutput(
            List<String> brokers,
            String topic,
            String clientId,
            boolean protobuf,
            String acks,
            String compression,
            int buffered,
            Optional<TlsSettings> tls) {}
}
