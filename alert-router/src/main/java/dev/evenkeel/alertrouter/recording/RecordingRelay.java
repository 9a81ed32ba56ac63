package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkus.logging.Log;

/**
 * Hands events on to outputs, one after the other and in order, on a thread of its own: whoever records never waits for a disk
 * or a network.
 *
 * <pre>
 *   made ──start──▶ waits for the relay before it ──▶ hands on ──end──▶ hands on what waits ──▶ closes its outputs
 * </pre>
 */
final class RecordingRelay {

    /** As in Alertmanager. */
    static final int MOST_EVENTS = 8192;
    /** Ours: a notification of a large group holds thousands. */
    static final long MOST_ALERTS = 200_000;

    private final List<EventOutput> outputs;
    private final RecorderMetrics metrics;
    private final Duration patience;
    private final WaitingLine<QueuedEvent> line = new WaitingLine<>(MOST_EVENTS, MOST_ALERTS);
    private final Set<EventOutput> failing = new HashSet<>();
    private final Thread thread;
    /** Let go once it has ended, lest each keeps all that were before it. */
    private Optional<RecordingRelay> before;

    /**
     * @param before whose events go first; it is ended
     * @param patience how long an output may deliver what it holds when this ends
     */
    RecordingRelay(
            List<EventOutput> outputs, Optional<RecordingRelay> before, RecorderMetrics metrics, Duration patience) {
        this.outputs = List.copyOf(outputs);
        this.metrics = metrics;
        this.patience = patience;
        this.before = before;
        this.thread = Thread.ofPlatform().daemon().name("event-recorder").unstarted(this::run);
    }

    /** Begins to hand on. */
    void start() {
        thread.start();
    }

    /** Takes an event, or drops it; never waits. */
    void offer(QueuedEvent event) {
        if (!line.offer(event, event.alerts())) {
            metrics.dropped(event.type());
        }
    }

    int waiting() {
        return line.size();
    }

    /** Takes no more events. What waits is handed on, on the relay's own thread. */
    void end() {
        line.close();
    }

    /** The same, and waits until the outputs are closed. */
    void endAndWait(Duration atMost) throws InterruptedException {
        end();
        if (!thread.join(atMost)) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            if (before.isPresent()) {
                before.get().end();
                before.get().thread.join();
                before = Optional.empty();
            }
            for (Optional<QueuedEvent> next = line.take(); next.isPresent(); next = line.take()) {
                QueuedEvent event = next.get();
                outputs.forEach(output -> handOn(event, output));
            }
        } catch (InterruptedException stopped) {
            Log.warnf("The event recorder is stopped with %d events unwritten", waiting());
        } finally {
            outputs.forEach(output -> output.close(patience));
        }
    }

    /** An output that fails, or an event that cannot be put into words, keeps no other from being written. */
    private void handOn(QueuedEvent event, EventOutput output) {
        try {
            int bytes = output.send(event);
            metrics.written(event.type(), output.name(), bytes);
            if (failing.remove(output)) {
                Log.infof("Events are written to %s again", output.name());
            }
        } catch (IOException failure) {
            metrics.failed(event.type(), output.name());
            if (failing.add(output)) {
                Log.errorf("Failed to write event %s to %s: %s", event.type(), output.name(), failure);
            }
        } catch (RuntimeException unwritable) {
            metrics.unwritable(event.type());
            metrics.failed(event.type(), output.name());
            Log.errorf(unwritable, "Failed to write event %s to %s", event.type(), output.name());
        }
    }
}
