package dev.evenkeel.alertrouter.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * When a report is due, by the clock of its place. At a time that this clock skips it is due as much later as is skipped; at
 * one that it shows twice, the first time.
 */
sealed interface ReportSchedule {

    /** On a day of each week: about the seven days before that day. */
    record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) implements ReportSchedule {

        @Override
        public LocalDate lastDay(LocalDate today) {
            return today.with(TemporalAdjusters.previousOrSame(day));
        }

        @Override
        public LocalDate dayAfter(LocalDate dueDay, int turns) {
            return dueDay.plusWeeks(turns);
        }

        @Override
        public ReportPeriod period(LocalDate dueDay, int later) {
            LocalDate end = dueDay.plusWeeks(later);
            return new ReportPeriod(end.minusWeeks(1), end, zone);
        }
    }

    /**
     * On a day of each month: about the month before.
     *
     * @param day 1 to 28, which every month has
     */
    record Monthly(int day, LocalTime time, ZoneId zone) implements ReportSchedule {

        static final int LATEST = 28;

        public Monthly {
            if (day < 1 || day > LATEST) {
                throw new IllegalArgumentException("a day that every month has is 1 to " + LATEST + ", not " + day);
            }
        }

        @Override
        public LocalDate lastDay(LocalDate today) {
            LocalDate thisMonth = today.withDayOfMonth(day);
            return thisMonth.isAfter(today) ? thisMonth.minusMonths(1) : thisMonth;
        }

        @Override
        public LocalDate dayAfter(LocalDate dueDay, int turns) {
            return dueDay.plusMonths(turns);
        }

        @Override
        public ReportPeriod period(LocalDate dueDay, int later) {
            LocalDate end = dueDay.withDayOfMonth(1).plusMonths(later);
            return new ReportPeriod(end.minusMonths(1), end, zone);
        }
    }

    /**
     * A time at which it is due.
     *
     * @param period what the report is about
     * @param before the period before that
     * @param coming the period that follows
     */
    record Due(Instant at, ReportPeriod period, ReportPeriod before, ReportPeriod coming) {}

    LocalTime time();

    ZoneId zone();

    /** The last day on which it is due, today included. */
    LocalDate lastDay(LocalDate today);

    /** The day on which it is due so many turns later. */
    LocalDate dayAfter(LocalDate dueDay, int turns);

    /** What a report is about that is due on a day, or so many periods later. */
    ReportPeriod period(LocalDate dueDay, int later);

    /** When it was due last: at this moment, or before it. */
    default Due lastDue(Instant now) {
        LocalDate day = lastDay(LocalDate.ofInstant(now, zone()));
        Due due = due(day);
        return due.at().isAfter(now) ? due(dayAfter(day, -1)) : due;
    }

    /** When it is due next: after this moment. */
    default Instant nextDue(Instant now) {
        LocalDate day = lastDay(LocalDate.ofInstant(now, zone()));
        Instant due = due(day).at();
        return due.isAfter(now) ? due : due(dayAfter(day, 1)).at();
    }

    private Due due(LocalDate day) {
        return new Due(
                ZonedDateTime.of(day, time(), zone()).toInstant(), period(day, 0), period(day, -1), period(day, 1));
    }
}
