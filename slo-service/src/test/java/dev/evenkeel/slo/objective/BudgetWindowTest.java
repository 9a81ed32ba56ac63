package dev.evenkeel.slo.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.evenkeel.slo.objective.BudgetWindow.Calendar;
import dev.evenkeel.slo.objective.BudgetWindow.Rolling;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetWindowTest {

    private final Calendar months =
            new Calendar(ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]"), 1, ChronoUnit.MONTHS);

    @Test
    void aRollingWindowEndsNow() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");

        assertThat(new Rolling(Duration.ofDays(7)).startAt(now)).isEqualTo("2026-11-14T12:00:00Z");
    }

    @Test
    void aMonthBeginsAtMidnightOfItsTimeZone() {
        assertThat(months.startAt(Instant.parse("2026-10-31T23:30:00Z"))).isEqualTo("2026-10-31T23:00:00Z");
        assertThat(months.startAt(Instant.parse("2026-10-31T22:30:00Z"))).isEqualTo("2026-09-30T22:00:00Z");
    }

    @Test
    void aMonthInWhichTheClockIsSetBackIsAnHourLonger() {
        assertThat(months.lengthAt(Instant.parse("2026-10-10T12:00:00Z")))
                .isEqualTo(Duration.ofDays(31).plusHours(1));
    }

    @Test
    void aMonthBeforeTheFirstOneHasItsOwnLength() {
        assertThat(months.lengthAt(Instant.parse("2025-11-10T12:00:00Z"))).isEqualTo(Duration.ofDays(30));
    }

    @Property
    void everyMomentLiesInOneWindowAndTheNextBeginsWhereItEnds(
            @ForAll("calendars") Calendar calendar, @ForAll("moments") Instant now) {
        Instant begin = calendar.startAt(now);
        Instant end = begin.plus(calendar.lengthAt(now));

        assertThat(now).isAfterOrEqualTo(begin).isBefore(end);
        assertThat(calendar.startAt(begin)).isEqualTo(begin);
        assertThat(calendar.startAt(end)).isEqualTo(end);
        assertThat(calendar.startAt(end.minusNanos(1))).isEqualTo(begin);
    }

    @Provide
    Arbitrary<Calendar> calendars() {
        Arbitrary<ZoneId> zones = Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
                .map(ZoneId::of);
        Arbitrary<ChronoUnit> units =
                Arbitraries.of(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS, ChronoUnit.YEARS);
        return Combinators.combine(moments(), zones, Arbitraries.integers().between(1, 12), units)
                .as((start, zone, count, unit) -> new Calendar(start.atZone(zone), count, unit));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2015-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2035-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Test
    void windowsOfSeveralWeeksFollowEachOtherFromTheirStart() {
        Calendar fortnights = new Calendar(ZonedDateTime.parse("2026-11-02T00:00:00Z[UTC]"), 2, ChronoUnit.WEEKS);

        assertThat(fortnights.startAt(Instant.parse("2026-11-29T23:59:59Z"))).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(fortnights.startAt(Instant.parse("2026-11-30T00:00:00Z"))).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(fortnights.startAt(Instant.parse("2026-11-01T12:00:00Z"))).isEqualTo("2026-10-19T00:00:00Z");
    }
}
