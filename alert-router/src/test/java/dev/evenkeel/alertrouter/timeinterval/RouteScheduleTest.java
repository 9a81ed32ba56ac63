package dev.evenkeel.alertrouter.timeinterval;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** When a schedule speaks next. */
class RouteScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // at once, if it speaks
        "2026-11-20T09:30:15Z, 2026-11-20T09:30:15Z",
        // over a weekend
        "2026-11-20T16:00:00Z, 2026-11-23T08:00:00Z",
        // over the day on which clocks are set forward
        "2026-03-28T12:00:00Z, 2026-03-30T07:00:00Z"
    })
    void officeHoursComeNextWhenTheClockSaysSo(Instant from, Instant next) {
        var office = new TimeInterval(
                Optional.of(List.of(RangeNotation.minutes("09:00", "17:00"))),
                Optional.of(List.of(RangeNotation.WEEKDAYS.parse("monday:friday"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(BERLIN));
        var intervals = new TimeIntervals(Map.of("office", List.of(office)));
        var during = new RouteSchedule(List.of(), List.of("office"));

        Optional<Instant> found = during.nextSpeaking(from, from.plus(Duration.ofDays(14)), intervals);

        assertThat(found).contains(next);
    }

    @Property(tries = 150)
    void itSpeaksNextAtTheMinuteThatASearchMinuteByMinuteFinds(
            @ForAll("intervals") List<TimeInterval> active,
            @ForAll("intervals") List<TimeInterval> muted,
            @ForAll("moments") Instant from) {
        var intervals = new TimeIntervals(Map.of("active", active, "muted", muted));
        var schedule = new RouteSchedule(
                muted.isEmpty() ? List.of() : List.of("muted"), active.isEmpty() ? List.of() : List.of("active"));
        Instant latest = from.plus(Duration.ofDays(8));

        Optional<Instant> found = schedule.nextSpeaking(from, latest, intervals);

        assertThat(found).isEqualTo(minuteByMinute(schedule, from, latest, intervals));
    }

    private static Optional<Instant> minuteByMinute(
            RouteSchedule schedule, Instant from, Instant latest, TimeIntervals intervals) {
        Instant moment = from;
        while (!moment.isAfter(latest)) {
            if (schedule.at(moment, intervals) instanceof Verdict.Speaks) {
                return Optional.of(moment);
            }
            moment = moment.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        }
        return Optional.empty();
    }

    /** Within some days of clocks being set, in one of the places, or anywhere in the years around. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> settings = Arbitraries.of(
                        "2026-03-29T01:00:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-10-03T15:30:00Z",
                        "2026-03-08T05:30:00Z",
                        "2026-11-01T04:30:00Z")
                .map(Instant::parse);
        Arbitrary<Long> seconds = Arbitraries.longs().between(-400_000, 100_000);
        Arbitrary<Instant> any =
                Arbitraries.longs().between(1_700_000_000L, 1_900_000_000L).map(Instant::ofEpochSecond);
        return Arbitraries.frequencyOf(
                Tuple.of(3, Combinators.combine(settings, seconds).as(Instant::plusSeconds)), Tuple.of(1, any));
    }

    @Provide
    Arbitrary<List<TimeInterval>> intervals() {
        Arbitrary<Range> times = Combinators.combine(
                        Arbitraries.integers().between(0, 1439),
                        Arbitraries.integers().between(0, 400))
                .as((first, length) -> new Range(first, Math.min(1439, first + length)));
        Arbitrary<Range> weekdays = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 2))
                .as((first, length) -> new Range(first, Math.min(6, first + length)));
        Arbitrary<Range> days =
                Arbitraries.of("1:15", "-3:-1", "4", "20:31", "8:-1").map(RangeNotation.DAYS_OF_MONTH::parse);
        Arbitrary<ZoneId> places = Arbitraries.of(
                        "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Asia/Kathmandu")
                .map(ZoneId::of);
        return Combinators.combine(
                        times.list().ofMinSize(1).ofMaxSize(3).optional(0.8),
                        weekdays.list().ofMinSize(1).ofMaxSize(2).optional(0.5),
                        days.list().ofMinSize(1).ofMaxSize(2).optional(0.3),
                        places.optional(0.9))
                .as((minutes, ofWeek, ofMonth, place) ->
                        new TimeInterval(minutes, ofWeek, ofMonth, Optional.empty(), Optional.empty(), place))
                .list()
                .ofMaxSize(3);
    }
}
