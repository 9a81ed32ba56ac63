package dev.evenkeel.platform.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.EventFormat;
import dev.evenkeel.platform.events.outbox.Delivery;
import dev.evenkeel.platform.events.outbox.Outcome;
import dev.evenkeel.platform.events.outbox.SubscriberClient;

/**
 * Writes events to the topic, in the binary content mode of CloudEvents. The key of a record is the subject, so that a
 * subject stays in one partition and in order. An event counts as delivered when the brokers have acknowledged it.
 */
@Singleton
// Not to be found as a SubscriberClient: which one of these is used, the configuration decides.
@Typed(KafkaSubscriberClient.class)
public class KafkaSubscriberClient implements SubscriberClient {

    /** The one subscriber that there is with Kafka. */
    public static final String TOPIC = "kafka";

    static final String OUT = "evenkeel-events-out";

    /** The producer gives up earlier by itself; this is for a producer that cannot even start. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final MutinyEmitter<byte[]> emitter;

    KafkaSubscriberClient(@Channel(OUT) MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    @Override
    public Uni<Outcome> send(Delivery delivery) {
        return emitter.sendMessage(message(delivery.event()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .<Outcome>replaceWith(new Outcome.Accepted())
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome.Postponed("Kafka did not acknowledge it: " + failure, Optional.empty()));
    }

    private static Message<byte[]> message(CloudEvent event) {
        RecordHeaders headers = new RecordHeaders();
        EventFormat.KAFKA
                .headers(event)
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        // A record without value would delete the subject's history from a compacted topic.
        byte[] value = event.data() == null ? new byte[0] : event.data().getBytes(StandardCharsets.UTF_8);
        return Message.of(
                value,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.subject())
                        .withHeaders(headers)
                        .build()));
    }
}
