package dev.evenkeel.alertrouter.timeinterval;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A recurring interval: the moments at which everything that is restricted holds on the clock and calendar of a place.
 * What is empty restricts nothing; a list without ranges never holds, as in Alertmanager.
 *
 * <p>It is about what clocks show: an hour that a clock skips in spring is not in any interval, one that it shows twice
 * in autumn is in it twice.
 *
 * @param times minutes of the day, from 0 to 1439
 * @param weekdays from 0, Sunday, to 6
 * @param daysOfMonth from 1, or from -1 counting backwards
 * @param months from 1 to 12
 * @param years of the calendar
 * @param location whose clocks count; UTC's if it is empty
 */
public record TimeInterval(
        Optional<List<Range>> times,
        Optional<List<Range>> weekdays,
        Optional<List<Range>> daysOfMonth,
        Optional<List<Range>> months,
        Optional<List<Range>> years,
        Optional<ZoneId> location) {

    private static final int DAYS_OF_WEEK = 7;

    public boolean contains(Instant moment) {
        ZonedDateTime local = moment.atZone(location.orElse(ZoneOffset.UTC));
        int minute = local.getHour() * 60 + local.getMinute();
        int weekday = local.getDayOfWeek().getValue() % DAYS_OF_WEEK;
        int daysInMonth = local.toLocalDate().lengthOfMonth();
        return holds(times, range -> range.contains(minute))
                && holds(daysOfMonth, range -> range.containsDay(local.getDayOfMonth(), daysInMonth))
                && holds(months, range -> range.contains(local.getMonthValue()))
                && holds(weekdays, range -> range.contains(weekday))
                && holds(years, range -> range.contains(local.getYear()));
    }

    private static boolean holds(Optional<List<Range>> restriction, Predicate<Range> contains) {
        return restriction.isEmpty() || restriction.get().stream().anyMatch(contains);
    }
}
