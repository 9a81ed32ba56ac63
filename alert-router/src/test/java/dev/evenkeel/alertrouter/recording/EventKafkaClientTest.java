package dev.evenkeel.alertrouter.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.recording.RecorderSettings.KafkaOutput;

import static org.assertj.core.api.Assertions.assertThat;

class EventKafkaClientTest {

    private static final String NAME = "kafka:one:9092,two:9092/events";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecorderMetrics metrics = new RecorderMetrics(meters);
    private final MockProducer<byte[], byte[]> producer = producer(true);

    @Test
    void aRecordHasTheInstanceAsItsKeyAndTheEventAsItsValue() throws Exception {
        var client = new EventKafkaClient(settings(false, 10), "am-0", () -> producer, metrics);

        int bytes = client.send(event());
        client.close(PATIENCE);

        assertThat(client.name()).isEqualTo(NAME);
        assertThat(producer.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("events");
            assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("am-0");
            assertThat(sent.value()).asString(StandardCharsets.UTF_8).isEqualTo(event().json());
            assertThat(sent.headers()).isEmpty();
        });
        assertThat(bytes).isEqualTo(event().jsonBytes().length);
        assertThat(producer.closed()).isTrue();
        assertThat(drops()).isZero();
    }

    @Test
    void theValueMayBeProtobuf() throws Exception {
        var client = new EventKafkaClient(settings(true, 10), "am-0", () -> producer, metrics);

        client.send(event());
        client.close(PATIENCE);

        assertThat(producer.history())
                .singleElement()
                .extracting(ProducerRecord::value)
                .isEqualTo(event().protobuf());
    }

    @Test
    void whileThereAreNoBrokersEventsWaitAndWhatFindsNoRoomIsDropped() throws Exception {
        var there = new CountDownLatch(1);
        var client = new EventKafkaClient(
                settings(false, 2),
                "am-0",
                () -> {
                    try {
                        there.await();
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                    return producer;
                },
                metrics);

        for (int i = 0; i < 5; i++) {
            client.send(event());
        }

        assertThat(drops()).isEqualTo(3);
        there.countDown();
        client.close(PATIENCE);
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void aProducerThatCannotBeMadeDoesNotKeepTheProcessFromEnding() throws Exception {
        var attempts = new AtomicInteger();
        var client = new EventKafkaClient(
                settings(false, 2),
                "am-0",
                () -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("the name one has no address");
                },
                metrics);
        client.send(event());

        client.close(Duration.ofMillis(100));

        assertThat(attempts).hasPositiveValue();
    }

    @Test
    void whatKafkaDoesNotTakeIsCountedByItsCause() throws Exception {
        MockProducer<byte[], byte[]> failing = producer(false);
        var client = new EventKafkaClient(settings(false, 10), "am-0", () -> failing, metrics);

        client.send(event());
        Awaitility.await().until(() -> failing.errorNext(new NetworkException("gone")));
        client.close(PATIENCE);

        assertThat(meters.get("alertmanager_event_kafka_produce_errors_total")
                        .tags("output", NAME, "error_type", "network")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static MockProducer<byte[], byte[]> producer(boolean completes) {
        return new MockProducer<>(completes, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private double drops() {
        return meters.get("alertmanager_event_output_drops_total")
                .tag("output", NAME)
                .counter()
                .count();
    }

    private static KafkaOutput settings(boolean protobuf, int buffered) {
        return new KafkaOutput(
                List.of("one:9092", "two:9092"),
                "events",
                "alertmanager",
                protobuf,
                "1",
                "none",
                buffered,
                Optional.empty());
    }

    private static QueuedEvent event() {
        return new QueuedEvent(Instant.EPOCH, "am", new RecordedEvent.Started("1", ""));
    }
}
