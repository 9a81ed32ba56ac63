package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.matching.Matchers;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTest {

    private static final Instant BEAT = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void theTimeInWhichNobodyListenedDoesNotCount() {
        Heartbeat monthly = every(Duration.ofDays(31));
        Instant last = BEAT.plus(Duration.ofDays(20));
        Instant back = last.plus(Duration.ofHours(5));

        Instant from = monthly.countedFromAfterAbsence(BEAT, last, back);

        assertThat(monthly.missingAt(from)).isEqualTo(monthly.missingAt(BEAT).plus(Duration.ofHours(5)));
    }

    @Test
    void aHeartbeatOfAMonthIsMissingThoughNobodyListensForAWhileEveryDay() {
        Heartbeat monthly = every(Duration.ofDays(31));
        Instant from = BEAT;
        Instant now = BEAT;

        while (now.isBefore(monthly.missingAt(from))) {
            Instant back = now.plus(Duration.ofMinutes(10));
            from = monthly.countedFromAfterAbsence(from, now, back);
            now = back.plus(Duration.ofHours(24));
        }

        assertThat(now).isBefore(BEAT.plus(Duration.ofDays(33)));
    }

    @Test
    void oneOfAnHourOrLessHasItsWholeTimeAgainSinceABeatMayHaveBeenLost() {
        Heartbeat often = every(Duration.ofMinutes(59));
        Instant back = BEAT.plus(Duration.ofMinutes(55));

        Instant from = often.countedFromAfterAbsence(BEAT, BEAT.plus(Duration.ofMinutes(50)), back);

        assertThat(from).isEqualTo(back);
    }

    @Test
    void anyOtherHasAnHourLeftAtLeast() {
        Heartbeat daily = every(Duration.ofDays(1));
        Instant last = BEAT.plus(Duration.ofMinutes(24 * 60 - 1));
        Instant back = last.plus(Duration.ofMinutes(10));

        Instant from = daily.countedFromAfterAbsence(BEAT, last, back);

        assertThat(daily.missingAt(from)).isEqualTo(back.plus(Duration.ofHours(1)));
    }

    @Test
    void aClockThatWasPutBackTakesNoTimeAwayAndGivesNoMoreThanTheWhole() {
        Heartbeat daily = every(Duration.ofDays(1));
        Instant last = BEAT.plus(Duration.ofHours(2));
        Instant back = BEAT.minus(Duration.ofDays(3));

        assertThat(daily.countedFromAfterAbsence(BEAT, last, back)).isEqualTo(back.minus(Duration.ofHours(2)));
        assertThat(daily.countedFromAfterAbsence(last.plusSeconds(9), last, back))
                .isEqualTo(back);
    }

    private static Heartbeat every(Duration interval) {
        return new Heartbeat("beat", interval, Duration.ZERO, Map.of(), Map.of(), Matchers.none());
    }
}
