package dev.evenkeel.alertrouter.timeinterval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class TimeIntervalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long YEAR_2000 = 946_684_800L;
    private static final long YEAR_2040 = 2_208_988_800L;

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:59:59Z, false",
        "2026-11-20T08:00:00Z, true",
        "2026-11-20T15:59:59Z, true",
        "2026-11-20T16:00:00Z, false",
        "2026-11-21T12:00:00Z, false",
        // in summer time it is an hour earlier
        "2026-07-17T07:00:00Z, true",
        "2026-07-17T15:00:00Z, false"
    })
    void officeHoursAreThoseOfTheClockAtTheirPlace(Instant moment, boolean inside) {
        TimeInterval officeHours = at(
                BERLIN,
                Optional.of(RangeNotation.minutes("09:00", "17:00")),
                Optional.of(RangeNotation.WEEKDAYS.parse("Monday:FRIDAY")),
                Optional.empty());

        assertThat(officeHours.contains(moment)).isEqualTo(inside);
    }

    @Test
    void anHourThatTheClockSkipsNeverComes() {
        TimeInterval skipped =
                at(BERLIN, Optional.of(RangeNotation.minutes("02:00", "03:00")), Optional.empty(), Optional.empty());
        Instant midnight = LocalDate.of(2026, 3, 29).atStartOfDay(BERLIN).toInstant();

        assertThat(minutesInside(skipped, midnight, 23 * 60)).isZero();
    }

    @Test
    void anHourThatTheClockShowsTwiceComesTwice() {
        TimeInterval repeated =
                at(BERLIN, Optional.of(RangeNotation.minutes("02:00", "03:00")), Optional.empty(), Optional.empty());
        Instant midnight = LocalDate.of(2026, 10, 25).atStartOfDay(BERLIN).toInstant();

        assertThat(minutesInside(repeated, midnight, 25 * 60)).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2026-02-28, true",
        "-1, 2028-02-28, false",
        "-1, 2028-02-29, true",
        "31, 2026-04-30, false",
        "'28:31', 2026-02-28, true",
        "'29:31', 2026-02-28, false",
        "'-31:-28', 2026-02-01, true",
        "'-31:-29', 2026-02-01, false",
        "'25:-1', 2026-04-30, true",
        "'1:-1', 2026-02-15, true"
    })
    void daysOfAMonthMayBeCountedFromItsEnd(String days, LocalDate date, boolean inside) {
        TimeInterval interval = at(
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                Optional.of(RangeNotation.DAYS_OF_MONTH.parse(days)));

        assertThat(interval.contains(date.atTime(12, 0).toInstant(ZoneOffset.UTC)))
                .isEqualTo(inside);
    }

    @Test
    void withoutARestrictionItIsAlwaysAndWithAnEmptyListNever() {
        Instant moment = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(at(ZoneOffset.UTC, Optional.empty(), Optional.empty(), Optional.empty())
                        .contains(moment))
                .isTrue();
        assertThat(new TimeInterval(
                                Optional.empty(),
                                Optional.of(List.of()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .contains(moment))
                .isFalse();
    }

    @Test
    void aRouteIsMuteDuringItsMuteIntervalsAndOutsideItsActiveOnes() {
        var intervals = new TimeIntervals(
                Map.of("may", List.of(months("may")), "summer", List.of(months("june:august")), "never", List.of()));
        Instant may = Instant.parse("2026-05-05T00:00:00Z");

        assertThat(new RouteSchedule(List.of("never", "may"), List.of()).at(may, intervals))
                .isEqualTo(new Verdict.Muted(List.of("may")));
        assertThat(new RouteSchedule(List.of("may"), List.of("never", "summer")).at(may, intervals))
                .isEqualTo(new Verdict.Inactive(List.of("never", "summer")));
        assertThat(new RouteSchedule(List.of("summer"), List.of("may", "never")).at(may, intervals))
                .isEqualTo(new Verdict.Speaks());
        assertThat(RouteSchedule.always().at(may, intervals)).isEqualTo(new Verdict.Speaks());
    }

    @Property
    boolean aTimeAndItsComplementShareEveryMomentOfAnyZone(
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2040) long second,
            @ForAll @IntRange(min = 1, max = 1439) int cut,
            @ForAll @IntRange(max = 3) int zone) {
        ZoneId place = List.of(BERLIN, ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/St_Johns"), ZoneOffset.UTC)
                .get(zone);
        Instant moment = Instant.ofEpochSecond(second);
        String time = RangeNotation.time(cut);
        TimeInterval before =
                at(place, Optional.of(RangeNotation.minutes("00:00", time)), Optional.empty(), Optional.empty());
        TimeInterval after =
                at(place, Optional.of(RangeNotation.minutes(time, "24:00")), Optional.empty(), Optional.empty());
        boolean isBefore = LocalDateTime.ofInstant(moment, place).toLocalTime().toSecondOfDay() / 60 < cut;

        return before.contains(moment) == isBefore && after.contains(moment) != isBefore;
    }

    @Property
    boolean aDayCountedFromTheEndIsTheSameDayCountedFromTheBeginning(
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2040) long second) {
        Instant moment = Instant.ofEpochSecond(second);
        LocalDate date = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        int fromEnd = date.getDayOfMonth() - date.lengthOfMonth() - 1;

        return day(Integer.toString(fromEnd)).contains(moment)
                && day(Integer.toString(date.getDayOfMonth())).contains(moment);
    }

    @Property
    boolean whatIsPrintedIsReadBack(
            @ForAll RangeNotation notation,
            @ForAll @IntRange(max = 31) int first,
            @ForAll @IntRange(max = 31) int last) {
        var range = new Range(first, last);
        try {
            notation.check(range);
        } catch (IllegalArgumentException refused) {
            Assume.that(false);
        }
        Assume.that(notation != RangeNotation.WEEKDAYS || last < 7);
        return notation.parse(notation.print(range)).equals(range);
    }

    @Property
    void noTextBreaksTheNotation(@ForAll RangeNotation notation, @ForAll String text) {
        try {
            notation.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    private static long minutesInside(TimeInterval interval, Instant from, int minutes) {
        return IntStream.range(0, minutes)
                .filter(minute -> interval.contains(from.plusSeconds(60L * minute)))
                .count();
    }

    private static TimeInterval day(String days) {
        return at(
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                Optional.of(RangeNotation.DAYS_OF_MONTH.parse(days)));
    }

    private static TimeInterval months(String months) {
        return new TimeInterval(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(RangeNotation.MONTHS.parse(months))),
                Optional.empty(),
                Optional.empty());
    }

    private static TimeInterval at(
            ZoneId place, Optional<Range> times, Optional<Range> weekdays, Optional<Range> days) {
        return new TimeInterval(
                times.map(List::of),
                weekdays.map(List::of),
                days.map(List::of),
                Optional.empty(),
                Optional.empty(),
                Optional.of(place));
    }
}
