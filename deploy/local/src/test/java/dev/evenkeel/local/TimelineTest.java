package dev.evenkeel.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimelineTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private final Timeline timeline =
            new Timeline(new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)), nanos::get);

    @Test
    void timeIsMeasuredFromTheFirstEventOn() {
        Timeline.Event first = timeline.happened("it broke");
        pass(Duration.ofMillis(4_260));
        Timeline.Event second = timeline.happened("it was seen");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("     0.0 s  it broke", "     4.3 s  it was seen");
        assertThat(Timeline.between("fault to detection", first, second)).endsWith(" 4.3 s");
    }

    @Test
    void whatIsAwaitedIsNotedWhenItIsThere() {
        timeline.happened("it broke");

        Timeline.Event seen = timeline.await("somebody sees it", Duration.ofSeconds(10), () -> {
            pass(Duration.ofSeconds(2));
            return nanos.get() > 10_000_000_000L ? Optional.of("seen by the watchman") : Optional.empty();
        });

        assertThat(seen).isEqualTo(new Timeline.Event("seen by the watchman", Duration.ofSeconds(4)));
    }

    @Test
    void whatDoesNotHappenInTimeEndsTheStory() {
        timeline.happened("it broke");

        assertThatThrownBy(() -> timeline.await("somebody sees it", Duration.ofSeconds(5), () -> {
                    pass(Duration.ofSeconds(2));
                    return Optional.empty();
                }))
                .isInstanceOf(KeelException.class)
                .hasMessage("It did not happen within 5 s: somebody sees it.");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
