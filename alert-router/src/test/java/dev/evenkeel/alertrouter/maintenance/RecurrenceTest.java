package dev.evenkeel.alertrouter.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecurrenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aWeeklyTimeKeepsItsHourWhenTheClockIsChanged() {
        Recurrence sundays = of("2026-10-18T04:00:00", "FREQ=WEEKLY;BYDAY=SU");

        assertThat(sundays.startsFrom(Instant.parse("2026-10-18T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-10-18T02:00:00Z"),
                        Instant.parse("2026-10-25T03:00:00Z"),
                        Instant.parse("2026-11-01T03:00:00Z"));
    }

    @Test
    void yearsLaterTheNextTimesAreStillFound() {
        Recurrence firstMondays = of("2001-01-01T10:00:00", "FREQ=MONTHLY;BYDAY=1MO");

        assertThat(firstMondays.startsFrom(Instant.parse("2026-11-21T00:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-12-07T09:00:00Z"), Instant.parse("2027-01-04T09:00:00Z"));
    }

    @Test
    void whatEndsIsOverAndWhatNeverHappensIsEmpty() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");

        assertThat(of("2026-11-01T10:00:00", "FREQ=DAILY;COUNT=3").startsFrom(now, 5))
                .isEmpty();
        assertThat(of("2026-11-01T10:00:00", "FREQ=DAILY;UNTIL=20261122T100000Z")
                        .startsFrom(now, 5))
                .hasSize(2);
        assertThat(of("2026-11-01T10:00:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
                        .startsBetween(now, Instant.parse("2030-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(of("2026-11-22T10:00:00", null).startsFrom(now, 5))
                .containsExactly(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(of("2026-11-20T10:00:00", null).startsFrom(now, 5)).isEmpty();
    }

    @Test
    void aTimeThatTheClockSkipsIsAsMuchLaterAsItSkipsAndOneThatItShowsTwiceIsTheFirst() {
        Recurrence daily = of("2026-03-28T02:30:00", "FREQ=DAILY");
        assertThat(daily.startsFrom(Instant.parse("2026-03-28T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));

        Recurrence back = of("2026-10-24T02:30:00", "FREQ=DAILY");
        assertThat(back.startsFrom(Instant.parse("2026-10-24T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-10-24T00:30:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void countAndUntilHoldByTheWallAcrossAChangeOfTheClock() {
        Instant before = Instant.parse("2026-10-01T00:00:00Z");

        assertThat(of("2026-10-24T09:00:00", "FREQ=DAILY;COUNT=3").startsFrom(before, 9))
                .containsExactly(
                        Instant.parse("2026-10-24T07:00:00Z"),
                        Instant.parse("2026-10-25T08:00:00Z"),
                        Instant.parse("2026-10-26T08:00:00Z"));
        assertThat(of("2026-10-24T09:00:00", "FREQ=DAILY;UNTIL=20261025T080000Z")
                        .startsFrom(before, 9))
                .hasSize(2);
        assertThat(of("2026-10-24T09:00:00", "FREQ=DAILY;UNTIL=20261025T075959Z")
                        .startsFrom(before, 9))
                .hasSize(1);
    }

    @Test
    void anExceptionLeavesOutOneTimeAndIsCountedAllTheSame() {
        Recurrence exceptSecond = Recurrence.of(
                LocalDateTime.parse("2026-10-18T04:00:00"),
                BERLIN,
                Optional.of("FREQ=WEEKLY;BYDAY=SU;COUNT=3"),
                List.of(LocalDateTime.parse("2026-10-25T04:00:00"), LocalDateTime.parse("2026-10-26T04:00:00")));

        assertThat(exceptSecond.startsFrom(Instant.parse("2026-10-01T00:00:00Z"), 9))
                .containsExactly(Instant.parse("2026-10-18T02:00:00Z"), Instant.parse("2026-11-01T03:00:00Z"));
        assertThat(exceptSecond.startsBetween(
                        Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aTimeThatTheClockSkippedLastsItsWholeDuration() {
        MaintenanceWindow nights = window("2026-03-01T02:30:00", "FREQ=DAILY", Duration.ofHours(2));

        // on that day from 03:30 to 05:30 by the clock
        assertThat(nights.isActiveAt(Instant.parse("2026-03-29T01:29:59Z"))).isFalse();
        assertThat(nights.isActiveAt(Instant.parse("2026-03-29T01:30:00Z"))).isTrue();
        assertThat(nights.isActiveAt(Instant.parse("2026-03-29T03:05:00Z"))).isTrue();
        assertThat(nights.isActiveAt(Instant.parse("2026-03-29T03:29:59Z"))).isTrue();
        assertThat(nights.isActiveAt(Instant.parse("2026-03-29T03:30:00Z"))).isFalse();
    }

    @Test
    void aWindowIsOnForItsDurationFromEachOfItsStartsAllTheYear() {
        MaintenanceWindow nights = window("2025-12-31T02:30:00", "FREQ=DAILY", Duration.ofHours(2));
        List<Instant> starts =
                of("2025-12-31T02:30:00", "FREQ=DAILY").startsFrom(Instant.parse("2025-12-31T00:00:00Z"), 367);

        for (Instant now = Instant.parse("2026-01-01T00:00:00Z");
                now.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                now = now.plus(Duration.ofMinutes(15))) {
            Instant moment = now;
            boolean expected = starts.stream()
                    .anyMatch(from -> !from.isAfter(moment)
                            && from.plus(Duration.ofHours(2)).isAfter(moment));
            assertThat(nights.isActiveAt(now)).as(now.toString()).isEqualTo(expected);
        }
    }

    @Test
    void untilMayBeWrittenAsADayOrByTheClockOfThePlace() {
        Instant before = Instant.parse("2026-12-01T00:00:00Z");

        assertThat(of("2026-12-30T23:30:00", "freq=daily;until=20261231").startsFrom(before, 9))
                .containsExactly(Instant.parse("2026-12-30T22:30:00Z"), Instant.parse("2026-12-31T22:30:00Z"));
        assertThat(of("2026-12-30T23:30:00", "FREQ=DAILY;UNTIL=20261231T233000").startsFrom(before, 9))
                .hasSize(2);
        assertThat(of("2026-12-30T23:30:00", "FREQ=DAILY;UNTIL=20261231T232959").startsFrom(before, 9))
                .hasSize(1);
        assertThat(of("2026-12-30T23:30:00", "FREQ=DAILY;UNTIL=20261231T223000Z")
                        .startsFrom(before, 9))
                .hasSize(2);
        assertThat(of("2026-12-30T23:30:00", "FREQ=DAILY;UNTIL=20261231T222959Z")
                        .startsFrom(before, 9))
                .hasSize(1);
    }

    @Test
    void ofAnHourlyWindowOfAMonthEveryTimeThatIsNowIsLeftOut() {
        MaintenanceWindow hourly = window("2026-01-01T00:30:00", "FREQ=HOURLY", Duration.ofDays(31));
        Instant afterTheSkip = Instant.parse("2026-04-10T12:45:00Z");

        MaintenanceWindow without = hourly.withoutTheTimeAt(afterTheSkip, 2).orElseThrow();

        assertThat(hourly.isActiveAt(afterTheSkip)).isTrue();
        assertThat(without.isActiveAt(afterTheSkip)).isFalse();
    }

    @Test
    void aTimeThatIsNowIsLeftOutAndTheNextOneTakesPlace() {
        MaintenanceWindow window = window("2026-03-29T02:30:00", "FREQ=DAILY", Duration.ofHours(2));
        Instant inTheSkippedHour = Instant.parse("2026-03-29T01:45:00Z");
        assertThat(window.isActiveAt(inTheSkippedHour)).isTrue();

        MaintenanceWindow without = window.withoutTheTimeAt(inTheSkippedHour, 2).orElseThrow();

        assertThat(without.isActiveAt(inTheSkippedHour)).isFalse();
        assertThat(without.isActiveAt(Instant.parse("2026-03-30T00:45:00Z"))).isTrue();
        assertThat(without.withoutTheTimeAt(inTheSkippedHour, 3)).isEmpty();
        assertThat(without.version()).isEqualTo(2);
    }

    @Test
    void aRuleThatIsNoneIsRefused() {
        for (String rule : List.of(
                "",
                "FREQ=SOMETIMES",
                "BYDAY=MO",
                "FREQ=SECONDLY",
                "FREQ=MINUTELY",
                "FREQ=HOURLY;BYMINUTE=0,30",
                "FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0,1",
                "FREQ=DAILY;UNTIL=20261399",
                "FREQ=DAILY;UNTIL=20261131",
                "FREQ=DAILY;UNTIL=",
                "FREQ=DAILY;UNTIL=tomorrow",
                "FREQ=DAILY;UNTIL=20261231T250000",
                "FREQ=DAILY;UNTIL=20261231;COUNT=3",
                "FREQ=YEARLY;RSCALE=JULIAN",
                "X".repeat(600))) {
            assertThatThrownBy(() -> of("2026-11-01T10:00:00", rule))
                    .as(rule)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLeapSecondIsTheOneBeforeIt() {
        assertThat(of("2026-11-01T10:00:00", "FREQ=DAILY;BYSECOND=60")
                        .startsFrom(Instant.parse("2026-11-21T00:00:00Z"), 1))
                .isSubsetOf(Instant.parse("2026-11-21T09:00:59Z"));
    }

    private static MaintenanceWindow window(String start, String rule, Duration duration) {
        return new MaintenanceWindow(
                UUID.randomUUID(),
                "patching",
                List.of(),
                LocalDateTime.parse(start),
                BERLIN,
                Optional.of(rule),
                List.of(),
                duration,
                "",
                "ann",
                1);
    }

    private static Recurrence of(String start, String rule) {
        return Recurrence.of(LocalDateTime.parse(start), BERLIN, Optional.ofNullable(rule), List.of());
    }
}
