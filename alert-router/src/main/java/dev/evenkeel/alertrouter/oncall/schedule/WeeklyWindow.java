package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A window of time that comes again every week: on each of some days from a time on, for so long on the wall.
 *
 * @param days on which it begins
 * @param from when it begins
 * @param length on the wall, at most a week; it may go on into the days after
 */
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, Duration length) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** @throws IllegalArgumentException if there is no day, or the length is none or more than a week */
    public WeeklyWindow {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window begins on at least one day");
        }
        if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window lasts up to a week, not " + length);
        }
    }

    /** When any of some windows is open within a range, in order and without overlaps. */
    public static List<Span> open(Collection<WeeklyWindow> windows, Span range, ZoneId zone) {
        return Span.union(
                windows.stream().flatMap(window -> window.open(range, zone)).toList());
    }

    private Stream<Span> open(Span range, ZoneId zone) {
        LocalDate first = LocalDate.ofInstant(range.from(), zone).minusDays(LONGEST.toDays() + 1);
        LocalDate after = LocalDate.ofInstant(range.to(), zone).plusDays(2);
        return first.datesUntil(after)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day -> {
                    LocalDateTime begins = day.atTime(from);
                    return Span.of(WallClock.instant(begins, zone), WallClock.instant(begins.plus(length), zone))
                            .flatMap(span -> span.within(range))
                            .stream();
                });
    }
}
