package dev.evenkeel.alertrouter.report;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.report.ReportSchedule.Due;
import dev.evenkeel.alertrouter.report.ReportSchedule.Monthly;
import dev.evenkeel.alertrouter.report.ReportSchedule.Weekly;

import static org.assertj.core.api.Assertions.assertThat;

class ReportScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime NINE = LocalTime.of(9, 0);

    @Test
    void aWeeklyReportIsAboutTheSevenDaysBeforeItsDay() {
        Due due = new Weekly(DayOfWeek.MONDAY, NINE, BERLIN).lastDue(Instant.parse("2026-03-04T12:00:00Z"));

        assertThat(due.at()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(due.period().from()).isEqualTo("2026-02-23");
        assertThat(due.period().to()).isEqualTo("2026-03-02");
        assertThat(due.period().begins()).isEqualTo("2026-02-22T23:00:00Z");
        assertThat(due.before().to()).isEqualTo(due.period().from());
        assertThat(due.coming().from()).isEqualTo(due.period().to());
    }

    @Test
    void beforeItsTimeOfTheDayItWasDueAWeekAgo() {
        var schedule = new Weekly(DayOfWeek.MONDAY, NINE, BERLIN);

        assertThat(schedule.lastDue(Instant.parse("2026-03-02T07:59:59Z")).at()).isEqualTo("2026-02-23T08:00:00Z");
        assertThat(schedule.nextDue(Instant.parse("2026-03-02T07:59:59Z"))).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(schedule.nextDue(Instant.parse("2026-03-02T08:00:00Z"))).isEqualTo("2026-03-09T08:00:00Z");
    }

    @Test
    void aWeekInWhichClocksAreChangedHasAnHourLess() {
        Due due = new Weekly(DayOfWeek.MONDAY, NINE, BERLIN).lastDue(Instant.parse("2026-03-30T12:00:00Z"));

        assertThat(due.at()).isEqualTo("2026-03-30T07:00:00Z");
        assertThat(Duration.between(due.period().begins(), due.period().ends())).isEqualTo(Duration.ofHours(167));
    }

    @Test
    void aTimeThatTheClockSkipsIsLaterByWhatIsSkipped() {
        Due due = new Weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), BERLIN)
                .lastDue(Instant.parse("2026-03-29T12:00:00Z"));

        assertThat(due.at()).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void aMonthlyReportIsAboutTheMonthBeforeWhateverItsDay() {
        Due due = new Monthly(15, NINE, BERLIN).lastDue(Instant.parse("2026-03-14T12:00:00Z"));

        assertThat(due.at()).isEqualTo("2026-02-15T08:00:00Z");
        assertThat(due.period().from()).isEqualTo("2026-01-01");
        assertThat(due.period().to()).isEqualTo("2026-02-01");
        assertThat(due.coming().to()).isEqualTo("2026-03-01");
    }

    @Property
    void periodsFollowEachOtherWithoutGapsAndEndBeforeTheReportIsDue(
            @ForAll("schedules") ReportSchedule schedule, @ForAll("moments") Instant now) {
        Due last = schedule.lastDue(now);
        Instant next = schedule.nextDue(now);
        Due then = schedule.lastDue(next);

        assertThat(last.at()).isBeforeOrEqualTo(now);
        assertThat(next).isAfter(now);
        assertThat(then.at()).isEqualTo(next);
        assertThat(then.period()).isEqualTo(last.coming());
        assertThat(then.before()).isEqualTo(last.period());
        assertThat(last.period().ends()).isBeforeOrEqualTo(last.at());
    }

    @Provide
    Arbitrary<ReportSchedule> schedules() {
        Arbitrary<ZoneId> zones = Arbitraries.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")
                .map(ZoneId::of);
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 1439).map(minute -> LocalTime.of(minute / 60, minute % 60));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(DayOfWeek.class), times, zones)
                        .as((day, time, zone) -> (ReportSchedule) new Weekly(day, time, zone)),
                Combinators.combine(Arbitraries.integers().between(1, Monthly.LATEST), times, zones)
                        .as((day, time, zone) -> (ReportSchedule) new Monthly(day, time, zone)));
    }

    @Provide
    Arbitrary<Instant> moments() {
        long first = LocalDate.parse("2024-01-01").toEpochDay() * 86_400;
        return Arbitraries.longs().between(first, first + 4 * 366 * 86_400L).map(Instant::ofEpochSecond);
    }
}
