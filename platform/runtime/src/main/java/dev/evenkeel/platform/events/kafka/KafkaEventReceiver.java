package dev.evenkeel.platform.events.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.EventFormat;
import dev.evenkeel.platform.events.format.InvalidEventException;
import dev.evenkeel.platform.events.inbox.EventInbox;
import dev.evenkeel.platform.events.inbox.RefusedEventException;

/**
 * Takes events from the topic. A record is acknowledged when the transaction of its effect has committed; until then it
 * is tried again, and holds back those behind it in its partition, which keeps the order. A record that can never be
 * taken goes to the topic of refused events.
 */
@ApplicationScoped
public class KafkaEventReceiver {

    static final String IN = "evenkeel-events-in";

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final EventInbox inbox;
    private final Clock clock;

    KafkaEventReceiver(EventInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Incoming(IN)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return Uni.createFrom()
                .deferred(() -> inbox.receive(read(message)))
                .onFailure(KafkaEventReceiver::mayPass)
                .invoke(failure -> Log.warnf("An event from Kafka could not be applied yet: %s", failure))
                .onFailure(KafkaEventReceiver::mayPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onItemOrFailure()
                .transformToUni((done, refusal) -> refusal == null ? acknowledge(message) : refuse(message, refusal));
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof InvalidEventException || failure instanceof RefusedEventException);
    }

    private static Uni<Void> acknowledge(Message<byte[]> message) {
        return Uni.createFrom().completionStage(message::ack);
    }

    private static Uni<Void> refuse(Message<byte[]> message, Throwable refusal) {
        Log.errorf("An event from Kafka is refused: %s", refusal.getMessage());
        return Uni.createFrom().completionStage(() -> message.nack(refusal));
    }

    private List<CloudEvent> read(Message<byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        message.getMetadata(IncomingKafkaRecordMetadata.class).ifPresent(record -> {
            for (Header header : record.getHeaders()) {
                if (header.value() != null) {
                    headers.put(header.key(), EventFormat.headerText(header.value()));
                }
            }
        });
        byte[] body = message.getPayload() == null ? new byte[0] : message.getPayload();
        return EventFormat.KAFKA.read(headers, body, clock.instant());
    }
}
