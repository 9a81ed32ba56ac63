package dev.evenkeel.alertrouter.oncall;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.oncall.schedule.WeeklyWindow;
import dev.evenkeel.alertrouter.timeinterval.Range;
import dev.evenkeel.alertrouter.timeinterval.RangeNotation;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/**
 * Reads windows of the week: <code>{days: ['monday:friday'], from: "09:00", to: "17:00"}</code> for one on each of the
 * days, <code>{from_day: friday, from: "17:00", to_day: monday, to: "09:00"}</code> for one that goes on over days.
 */
final class WindowReader {

    private static final int DAYS_OF_WEEK = 7;
    private static final WeeklyWindow NEUTRAL =
            new WeeklyWindow(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, Duration.ofDays(1));

    private WindowReader() {}

    static List<WeeklyWindow> readAll(ConfigNode node) {
        return node.list(WindowReader::read);
    }

    private static WeeklyWindow read(ConfigNode node) {
        ConfigMapping window = node.mapping();
        Optional<DayOfWeek> fromDay = window.optional("from_day").map(WindowReader::readDay);
        Optional<DayOfWeek> toDay = window.optional("to_day").map(WindowReader::readDay);
        Optional<Set<DayOfWeek>> days = window.optional("days").map(WindowReader::readDays);
        LocalTime from = readTime(window.required("from"));
        Duration to = window.required("to").parsed(WindowReader::endOfWindow, Duration.ZERO);
        window.refuseOthers();
        if (fromDay.isPresent() != toDay.isPresent() || (fromDay.isPresent() && days.isPresent())) {
            node.reject("has either days, or both from_day and to_day");
            return NEUTRAL;
        }
        Duration length = to.minusSeconds(from.toSecondOfDay());
        if (fromDay.isPresent()) {
            int later = Math.floorMod(toDay.get().getValue() - fromDay.get().getValue(), DAYS_OF_WEEK);
            Duration over = length.plusDays(later);
            return window(Set.of(fromDay.get()), from, over, Duration.ofDays(DAYS_OF_WEEK));
        }
        return window(days.orElse(EnumSet.allOf(DayOfWeek.class)), from, length, Duration.ofDays(1));
    }

    /** An end that is not after the beginning is that of the next day, or week. */
    private static WeeklyWindow window(Set<DayOfWeek> days, LocalTime from, Duration length, Duration cycle) {
        boolean wraps = length.isZero() || length.isNegative();
        return days.isEmpty() ? NEUTRAL : new WeeklyWindow(days, from, wraps ? length.plus(cycle) : length);
    }

    private static Set<DayOfWeek> readDays(ConfigNode node) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (ConfigNode each : node.list()) {
            Range range = each.parsed(RangeNotation.WEEKDAYS::parse, new Range(0, 0));
            for (int day = range.first(); day <= range.last(); day++) {
                days.add(day(day));
            }
        }
        if (days.isEmpty()) {
            node.reject("must name at least one day, such as monday:friday");
        }
        return days;
    }

    static DayOfWeek readDay(ConfigNode node) {
        Range range = node.parsed(RangeNotation.WEEKDAYS::parse, new Range(0, 0));
        if (range.first() != range.last()) {
            node.reject("must be one day, not several");
        }
        return day(range.first());
    }

    private static DayOfWeek day(int fromSunday) {
        return DayOfWeek.of(fromSunday == 0 ? DAYS_OF_WEEK : fromSunday);
    }

    static LocalTime readTime(ConfigNode node) {
        return node.parsed(WindowReader::time, LocalTime.MIDNIGHT);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as \"09:00\", in quotes, not '" + text + "'", e);
        }
    }

    private static Duration endOfWindow(String text) {
        return text.equals("24:00")
                ? Duration.ofDays(1)
                : Duration.ofSeconds(time(text).toSecondOfDay());
    }
}
