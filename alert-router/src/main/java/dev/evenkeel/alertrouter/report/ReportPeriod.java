package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import dev.evenkeel.alertrouter.analytics.TimeRange;

/**
 * Days on the calendar of a place.
 *
 * @param from the first day
 * @param to the day after the last
 */
record ReportPeriod(LocalDate from, LocalDate to, ZoneId zone) {

    ReportPeriod {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins, not from " + from + " to " + to);
        }
    }

    Instant begins() {
        return from.atStartOfDay(zone).toInstant();
    }

    Instant ends() {
        return to.atStartOfDay(zone).toInstant();
    }

    TimeRange range() {
        return new TimeRange(begins(), ends());
    }
}
