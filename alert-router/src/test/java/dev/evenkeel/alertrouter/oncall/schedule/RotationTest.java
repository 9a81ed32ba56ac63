package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RotationTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aWeeklyHandoffAtNineStaysAtNineAcrossBothChangesOfTheClock() {
        var weekly = new Rotation(LocalDateTime.parse("2026-03-02T09:00"), Duration.ofDays(7), BERLIN);

        for (int week = 0; week < 52; week++) {
            assertThat(LocalTime.ofInstant(weekly.handoff(week), BERLIN)).isEqualTo(LocalTime.of(9, 0));
        }
        assertThat(Duration.between(weekly.handoff(3), weekly.handoff(4))).isEqualTo(Duration.ofHours(167));
        assertThat(Duration.between(weekly.handoff(33), weekly.handoff(34))).isEqualTo(Duration.ofHours(169));
    }

    @Test
    void aHandoffThatTheClockSkipsHappensAtTheMomentOfTheSkip() {
        var daily = new Rotation(LocalDateTime.parse("2026-03-28T02:30"), Duration.ofDays(1), BERLIN);

        assertThat(daily.handoff(1)).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(LocalTime.ofInstant(daily.handoff(1), BERLIN)).isEqualTo(LocalTime.of(3, 0));
        assertThat(LocalTime.ofInstant(daily.handoff(2), BERLIN)).isEqualTo(LocalTime.of(2, 30));
    }

    @Test
    void aHandoffThatTheClockShowsTwiceHappensTheFirstTime() {
        var daily = new Rotation(LocalDateTime.parse("2026-10-24T02:30"), Duration.ofDays(1), BERLIN);

        assertThat(daily.handoff(1)).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(daily.numberAt(Instant.parse("2026-10-25T01:29:00Z"))).isEqualTo(1);
    }

    @Test
    void anHourlyShiftThatTheClockSkipsDoesNotTakePlace() {
        var hourly = new Rotation(LocalDateTime.parse("2026-03-29T00:00"), Duration.ofHours(1), BERLIN);

        assertThat(hourly.handoff(2)).isEqualTo(hourly.handoff(3));
        assertThat(hourly.numberAt(hourly.handoff(2))).isEqualTo(3);
    }

    @Test
    void anHourlyShiftThatTheClockShowsTwiceLastsTwoHours() {
        var hourly = new Rotation(LocalDateTime.parse("2026-10-25T00:00"), Duration.ofHours(1), BERLIN);

        assertThat(Duration.between(hourly.handoff(2), hourly.handoff(3))).isEqualTo(Duration.ofHours(2));
    }

    @Property(tries = 3000)
    void everyMomentIsInExactlyTheShiftWhoseNumberItHas(
            @ForAll("rotations") Rotation rotation, @ForAll @LongRange(max = 800L * 86_400) long seconds) {
        Instant moment = Instant.parse("2025-06-01T00:00:00Z").plusSeconds(seconds);

        long number = rotation.numberAt(moment);

        assertThat(rotation.handoff(number)).isBeforeOrEqualTo(moment);
        assertThat(rotation.handoff(number + 1)).isAfter(moment);
    }

    @Property(tries = 500)
    void handoffsNeverChangePlaces(@ForAll("rotations") Rotation rotation, @ForAll @LongRange(max = 20_000) long from) {
        for (long number = from; number < from + 50; number++) {
            assertThat(rotation.handoff(number)).isBeforeOrEqualTo(rotation.handoff(number + 1));
        }
    }

    @Provide
    static Arbitrary<Rotation> rotations() {
        Arbitrary<LocalDateTime> firsts = Arbitraries.longs()
                .between(0, 60L * 24 * 500)
                .map(minutes -> LocalDateTime.parse("2025-06-01T00:00").plusMinutes(minutes));
        Arbitrary<Duration> lengths = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 14).map(Duration::ofDays),
                Arbitraries.integers().between(1, 100).map(Duration::ofHours),
                Arbitraries.integers().between(1, 3000).map(Duration::ofMinutes));
        return Combinators.combine(firsts, lengths, zones()).as(Rotation::new);
    }

    /** Clocks that change by an hour, by half an hour, at midnight, in Ramadan, never. */
    static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Santiago",
                        "Asia/Kathmandu",
                        "Africa/Casablanca",
                        "UTC")
                .map(ZoneId::of);
    }
}
