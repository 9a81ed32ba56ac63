package dev.evenkeel.alertrouter.timeinterval;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
    private static final int MINUTES_OF_DAY = 24 * 60;

    public boolean contains(Instant moment) {
        ZonedDateTime local = local(moment);
        int minute = minute(local);
        return holds(times, range -> range.contains(minute)) && holdsOn(local.toLocalDate());
    }

    private ZonedDateTime local(Instant moment) {
        return moment.atZone(location.orElse(ZoneOffset.UTC));
    }

    private static int minute(ZonedDateTime local) {
        return local.getHour() * 60 + local.getMinute();
    }

    private boolean holdsOn(LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() % DAYS_OF_WEEK;
        int daysInMonth = date.lengthOfMonth();
        return holds(daysOfMonth, range -> range.containsDay(date.getDayOfMonth(), daysInMonth))
                && holds(months, range -> range.contains(date.getMonthValue()))
                && holds(weekdays, range -> range.contains(weekday))
                && holds(years, range -> range.contains(date.getYear()));
    }

    /**
     * A moment after this one until which it contains either everything or nothing; at most a day later. Clocks run evenly only
     * until they are set forward or back, so it is never beyond that.
     */
    Instant sameUntil(Instant moment) {
        ZonedDateTime local = local(moment);
        int change = holdsOn(local.toLocalDate()) ? nextTime(minute(local)) : MINUTES_OF_DAY;
        Instant reached = moment.minusNanos(local.toLocalTime().toNanoOfDay()).plus(Duration.ofMinutes(change));
        ZoneOffsetTransition set = local.getZone().getRules().nextTransition(moment);
        return set == null || set.getInstant().isAfter(reached) ? reached : set.getInstant();
    }

    /** The next minute of the day at which one of the times begins or is over. */
    private int nextTime(int minute) {
        return times.orElse(List.of()).stream()
                .flatMapToInt(range -> IntStream.of(range.first(), range.last() + 1))
                .filter(change -> change > minute)
                .min()
                .orElse(MINUTES_OF_DAY);
    }

    private static boolean holds(Optional<List<Range>> restriction, Predicate<Range> contains) {
        return restriction.isEmpty() || restriction.get().stream().anyMatch(contains);
    }
}
