package dev.evenkeel.alertrouter.recording;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted about recorded events, under Alertmanager's names. Nothing is shown before something is recorded. */
@Singleton
class RecorderMetrics {

    private static final String TYPE = "event_type";
    private static final String OUTPUT = "output";

    private final MeterRegistry registry;
    private final AtomicReference<IntSupplier> waiting = new AtomicReference<>();

    RecorderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows how many events wait, from now on. */
    void waiting(IntSupplier count) {
        if (waiting.getAndSet(count) == null) {
            Gauge.builder(
                            "alertmanager_event_recorder_queue_length",
                            waiting,
                            current -> current.get().getAsInt())
                    .description("Events that wait to be written")
                    .register(registry);
        }
    }

    /** The queue had no room for an event. */
    void dropped(String type) {
        Counter.builder("alertmanager_events_dropped_total")
                .description("Events for which the queue had no room")
                .tag(TYPE, type)
                .register(registry)
                .increment();
    }

    /** An output wrote an event, or took it to deliver it. */
    void written(String type, String output, int bytes) {
        recorded(type, output, "success");
        Counter.builder("alertmanager_event_recorder_bytes_written_total")
                .description("Bytes written")
                .tags(TYPE, type, OUTPUT, output)
                .register(registry)
                .increment(bytes);
    }

    /** An output could not write an event. */
    void failed(String type, String output) {
        recorded(type, output, "error");
    }

    private void recorded(String type, String output, String result) {
        Counter.builder("alertmanager_events_recorded_total")
                .description("Events that outputs took or could not write")
                .tags(TYPE, type, OUTPUT, output, "result", result)
                .register(registry)
                .increment();
    }

    /** An event could not be put into words. */
    void unwritable(String type) {
        Counter.builder("alertmanager_event_serialize_errors_total")
                .description("Events that could not be put into words")
                .tag(TYPE, type)
                .register(registry)
                .increment();
    }

    /** Events for which an output that delivers later had no room; shown from the moment that it is asked for. */
    Counter outputDrops(String output) {
        return Counter.builder("alertmanager_event_output_drops_total")
                .description("Events for which an output had no room")
                .tag(OUTPUT, output)
                .register(registry);
    }

    /** Kafka did not take an event. */
    void notProduced(String output, String cause) {
        Counter.builder("alertmanager_event_kafka_produce_errors_total")
                .description("Events that Kafka did not take")
                .tags(OUTPUT, output, "error_type", cause)
                .register(registry)
                .increment();
    }
}
