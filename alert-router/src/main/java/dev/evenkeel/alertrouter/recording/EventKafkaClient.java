package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.quarkus.logging.Log;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.TimeoutException;

import dev.evenkeel.alertrouter.recording.RecorderSettings.KafkaOutput;

/**
 * Writes events to a topic of Kafka. They wait in a line of its own while the brokers cannot be reached; what finds no room
 * there is dropped. Kafka's client is made, and asked, on a thread of its own, since it blocks.
 */
final class EventKafkaClient implements EventOutput {

    /** Ours. */
    static final long MOST_BYTES = 64L << 20;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final KafkaOutput settings;
    private final byte[] key;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final RecorderMetrics metrics;
    private final String name;
    private final Counter drops;
    private final WaitingLine<byte[]> line;
    private final Thread thread;
    private volatile boolean full;
    private volatile boolean unreachable;
    private volatile boolean stopped;
    private volatile Duration patience = Duration.ZERO;

    /**
     * @param instance the key of every record
     * @param producers makes a client, and fails as long as none can be made; its calls must fail within seconds if there are
     *     no brokers
     */
    EventKafkaClient(
            KafkaOutput settings,
            String instance,
            Supplier<Producer<byte[], byte[]>> producers,
            RecorderMetrics metrics) {
        this.settings = settings;
        this.key = instance.getBytes(StandardCharsets.UTF_8);
        this.producers = producers;
        this.metrics = metrics;
        this.name = "kafka:" + String.join(",", settings.brokers()) + "/" + settings.topic();
        this.drops = metrics.outputDrops(name);
        this.line = new WaitingLine<>(settings.buffered(), MOST_BYTES);
        this.thread = Thread.ofPlatform().daemon().name("event-recorder-kafka").start(this::run);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int send(QueuedEvent event) throws IOException {
        byte[] value = settings.protobuf() ? event.protobuf() : event.jsonBytes();
        if (line.offer(value, value.length)) {
            full = false;
        } else {
            drops.increment();
            if (!full) {
                full = true;
                Log.warnf("Kafka event recorder buffer full, dropping events: %s", name);
            }
        }
        return value.length;
    }

    private void run() {
        try {
            Optional<Producer<byte[], byte[]>> made = producer();
            if (made.isPresent()) {
                produceAll(made.get());
            }
        } catch (InterruptedException | InterruptException asked) {
            Log.warnf("%s is closed with %d events unsent", name, line.size());
        }
    }

    private void produceAll(Producer<byte[], byte[]> producer) throws InterruptedException {
        try {
            for (Optional<byte[]> next = line.take(); next.isPresent(); next = line.take()) {
                awaitBrokers(producer);
                produce(producer, next.get());
            }
        } finally {
            producer.close(stopped ? Duration.ZERO : patience);
        }
    }

    /** @return empty if none could be made until the end */
    private Optional<Producer<byte[], byte[]>> producer() throws InterruptedException {
        while (true) {
            try {
                return Optional.of(producers.get());
            } catch (RuntimeException failure) {
                complain(failure);
                if (line.isOver()) {
                    return Optional.empty();
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Kafka's client gives a record up if it does not know the topic's brokers; so it is asked whether it does. */
    private void awaitBrokers(Producer<byte[], byte[]> producer) throws InterruptedException {
        while (true) {
            try {
                producer.partitionsFor(settings.topic());
                if (unreachable) {
                    unreachable = false;
                    Log.infof("Kafka takes events again: %s", name);
                }
                return;
            } catch (InterruptException asked) {
                throw asked;
            } catch (KafkaException failure) {
                complain(failure);
                Thread.sleep(MOMENT);
            }
        }
    }

    private void complain(RuntimeException failure) {
        if (!unreachable) {
            unreachable = true;
            Log.warnf(
                    "Kafka client could not reach brokers; will retry in background: %s: %s", name, innermost(failure));
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void produce(Producer<byte[], byte[]> producer, byte[] value) {
        try {
            var _ = producer.send(new ProducerRecord<>(settings.topic(), key, value), (metadata, failure) -> {
                if (failure != null) {
                    failed(failure);
                }
            });
        } catch (InterruptException asked) {
            throw asked;
        } catch (KafkaException | LinkageError refused) {
            // a codec may be missing from a native executable
            failed(refused);
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof BufferExhaustedException) {
            drops.increment();
            return;
        }
        metrics.notProduced(
                name,
                switch (failure) {
                    case TimeoutException _, InterruptException _ -> "timeout";
                    case NetworkException _ -> "network";
                    case ApiException _ -> "broker";
                    default -> "unknown";
                });
        Log.warnf("Kafka produce failed: %s: %s", name, failure);
    }

    @Override
    public void close(Duration atMost) {
        patience = atMost;
        line.close();
        try {
            if (!thread.join(atMost)) {
                stop();
                thread.join(MOMENT);
            }
        } catch (InterruptedException asked) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        stopped = true;
        thread.interrupt();
    }
}
