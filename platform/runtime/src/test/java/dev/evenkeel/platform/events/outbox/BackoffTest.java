package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @Test
    void theCeilingDoublesFromTheBaseToTheCap() {
        assertThat(IntStream.of(1, 2, 3, 6, 7, 8, 1_000_000).mapToObj(backoff::ceiling))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 32L, 60L, 60L, 60L);
    }

    @Test
    void theWholeRangeBelowTheCeilingIsDrawnFrom() {
        Random random = new Random(7);

        var seconds = IntStream.range(0, 10_000)
                .mapToDouble(i -> backoff.delay(4, random).toMillis() / 1000.0)
                .summaryStatistics();

        assertThat(seconds.getMin()).isLessThan(0.1);
        assertThat(seconds.getMax()).isBetween(7.9, 8.0);
        assertThat(seconds.getAverage()).isBetween(3.9, 4.1);
    }

    @Property
    void noDelayLeavesItsRangeHoweverLargeTheNumbers(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 2) long base,
            @ForAll @LongRange(max = Long.MAX_VALUE / 2 - 1) long more,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll long seed) {
        Backoff any = new Backoff(Duration.ofMillis(base), Duration.ofMillis(base + more));

        assertThat(any.delay(attempt, new Random(seed)))
                .isBetween(Duration.ZERO, any.ceiling(attempt))
                .isLessThanOrEqualTo(any.cap());
        assertThat(any.ceiling(attempt)).isGreaterThanOrEqualTo(any.base());
    }

    @Test
    void aCapBelowTheBaseIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base is PT2S and cap PT1S");
    }
}
