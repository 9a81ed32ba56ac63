package dev.evenkeel.alertrouter.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecorderMetrics metrics = new RecorderMetrics(meters);
    private final List<String> written = new CopyOnWriteArrayList<>();

    /** Writes down what it is sent, once it may. */
    private final class Slow implements EventOutput {

        private final String name;
        private final CountDownLatch may = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);

        private Slow(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int send(QueuedEvent event) throws IOException {
            asked.countDown();
            try {
                may.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            written.add(name + " " + event.json());
            return 10;
        }

        @Override
        public void close(Duration patience) {
            written.add(name + " closed");
        }
    }

    @Test
    void whatFindsNoRoomIsDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        var slow = new Slow("slow");
        var relay = new RecordingRelay(List.of(slow), Optional.empty(), metrics, PATIENCE);
        relay.start();
        relay.offer(event("first"));
        slow.asked.await();

        for (int i = 0; i < RecordingRelay.MOST_EVENTS + 5; i++) {
            relay.offer(event("more"));
        }

        assertThat(relay.waiting()).isEqualTo(RecordingRelay.MOST_EVENTS);
        assertThat(count("alertmanager_events_dropped_total", "event_type", "alertmanager_startup_event"))
                .isEqualTo(5);
        slow.may.countDown();
        relay.endAndWait(PATIENCE);
        assertThat(written).hasSize(RecordingRelay.MOST_EVENTS + 2).last().isEqualTo("slow closed");
    }

    @Test
    void anOutputThatFailsKeepsNoOtherFromBeingWritten() throws InterruptedException {
        var stdout = new ByteArrayOutputStream();
        EventOutput broken = new EventOutput() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public int send(QueuedEvent event) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void close(Duration patience) {
                written.add("broken closed");
            }
        };
        var relay =
                new RecordingRelay(List.of(broken, new EventStdoutStream(stdout)), Optional.empty(), metrics, PATIENCE);
        relay.start();
        relay.offer(event("one"));
        relay.offer(event("two"));
        relay.endAndWait(PATIENCE);

        assertThat(stdout.toString(StandardCharsets.UTF_8))
                .isEqualTo(event("one").json() + "\n" + event("two").json() + "\n");
        assertThat(recorded("broken", "error")).isEqualTo(2);
        assertThat(recorded("broken", "success")).isZero();
        assertThat(recorded("stdout", "success")).isEqualTo(2);
        assertThat(count("alertmanager_event_recorder_bytes_written_total", "output", "stdout"))
                .isEqualTo(stdout.size());
        assertThat(written).containsExactly("broken closed");
    }

    @Test
    void anEventThatCannotBePutIntoWordsKeepsNoOtherFromBeingWritten() throws InterruptedException {
        var stdout = new ByteArrayOutputStream();
        var relay = new RecordingRelay(List.of(new EventStdoutStream(stdout)), Optional.empty(), metrics, PATIENCE);
        relay.start();

        relay.offer(new QueuedEvent(Instant.EPOCH, "am", new RecordedEvent.Started(null, "")));
        relay.offer(event("one"));
        relay.endAndWait(PATIENCE);

        assertThat(stdout.toString(StandardCharsets.UTF_8))
                .isEqualTo(event("one").json() + "\n");
        assertThat(recorded("stdout", "error")).isEqualTo(1);
        assertThat(count("alertmanager_event_serialize_errors_total", "event_type", "alertmanager_startup_event"))
                .isEqualTo(1);
    }

    @Test
    void whatWasRecordedBeforeGoesWhereItWasToGoAndFirst() throws InterruptedException {
        var old = new Slow("old");
        var before = new RecordingRelay(List.of(old), Optional.empty(), metrics, PATIENCE);
        before.start();
        before.offer(event("one"));
        before.offer(event("two"));
        var young = new Slow("young");
        young.may.countDown();
        var after = new RecordingRelay(List.of(young), Optional.of(before), metrics, PATIENCE);
        after.start();
        after.offer(event("three"));

        old.may.countDown();
        after.endAndWait(PATIENCE);

        assertThat(written)
                .containsExactly(
                        "old " + event("one").json(),
                        "old " + event("two").json(),
                        "old closed",
                        "young " + event("three").json(),
                        "young closed");
    }

    private double recorded(String output, String result) {
        return meters
                .find("alertmanager_events_recorded_total")
                .tags("output", output, "result", result)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    private static QueuedEvent event(String version) {
        return new QueuedEvent(Instant.EPOCH, "am", new RecordedEvent.Started(version, ""));
    }
}
