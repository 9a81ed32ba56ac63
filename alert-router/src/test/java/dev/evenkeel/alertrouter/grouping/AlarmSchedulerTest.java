package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.TestTimers;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmSchedulerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestTimers timers = new TestTimers();
    private final AtomicInteger rings = new AtomicInteger();
    private final AlarmScheduler alarm = new AlarmScheduler(timers, CLOCK, true);

    @BeforeEach
    void listen() {
        alarm.onRing(rings::incrementAndGet);
    }

    @Test
    void itRingsWhenTheEarliestIsDueAndOnlyThen() {
        alarm.ringAt(NOW.plusSeconds(2));
        alarm.ringAt(NOW.plusSeconds(1));
        alarm.ringAt(NOW.plusSeconds(3));
        int set = timers.running();
        timers.advance(SECOND.minusMillis(1));
        int early = rings.get();
        timers.advance(Duration.ofMillis(1));

        assertThat(set).isEqualTo(1);
        assertThat(early).isZero();
        assertThat(rings).hasValue(1);
        assertThat(timers.running()).isZero();
    }

    @Test
    void afterItHasRungItIsSetAnew() {
        alarm.ringAt(NOW.plusSeconds(1));
        timers.advance(SECOND);
        alarm.ringAt(NOW.plusSeconds(2));
        timers.advance(SECOND.multipliedBy(2));

        assertThat(rings).hasValue(2);
    }

    @Test
    void whatIsDueWhenItIsCommittedIsGivenTimeToCommit() {
        alarm.ringAfterCommit(NOW);
        timers.advance(Duration.ofMillis(1));
        int atOnce = rings.get();
        timers.advance(SECOND);

        assertThat(atOnce).isZero();
        assertThat(rings).hasValue(1);
    }

    @Test
    void whereSomebodyOutsideSaysWhenWorkIsDoneItIsNeverSet() {
        var unused = new AlarmScheduler(timers, CLOCK, false);

        unused.ringAt(NOW.plusSeconds(1));

        assertThat(timers.running()).isZero();
    }
}
