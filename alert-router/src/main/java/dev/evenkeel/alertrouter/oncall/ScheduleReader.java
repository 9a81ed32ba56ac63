package dev.evenkeel.alertrouter.oncall;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.oncall.schedule.Layer;
import dev.evenkeel.alertrouter.oncall.schedule.Rotation;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.WallClock;
import dev.evenkeel.alertrouter.oncall.schedule.WeeklyWindow;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads one entry of {@code schedules}. */
final class ScheduleReader {

    private static final Duration SHORTEST_SHIFT = Duration.ofHours(1);
    private static final Duration LONGEST_SHIFT = Duration.ofDays(366);
    private static final int MOST_LAYERS = 50;
    private static final long DAYS_OF_WEEK = 7;
    private static final LocalDateTime NEUTRAL_START = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2999;

    private enum Kind {
        HOURLY(Duration.ofHours(1)),
        DAILY(Duration.ofDays(1)),
        WEEKLY(Duration.ofDays(DAYS_OF_WEEK)),
        CUSTOM(Duration.ZERO);

        private final Duration length;

        Kind(Duration length) {
            this.length = length;
        }
    }

    private final Set<String> people;

    /** @param people who may be named */
    ScheduleReader(Set<String> people) {
        this.people = people;
    }

    Schedule read(ConfigNode node) {
        ConfigMapping schedule = node.mapping();
        String name = schedule.required("name").name();
        ZoneId zone = schedule.required("time_zone").timeZone();
        ConfigNode layerNodes = schedule.required("layers");
        List<Layer> layers = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (ConfigNode each : layerNodes.list()) {
            Layer layer = readLayer(each, zone, layers.size() + 1);
            if (!names.add(layer.name())) {
                each.reject("is a second layer named '" + layer.name() + "'; names of layers are unique in a schedule");
            }
            layers.add(layer);
        }
        if (layers.size() > MOST_LAYERS) {
            layerNodes.reject("has " + layers.size() + " layers; at most " + MOST_LAYERS + " are allowed");
        }
        List<WeeklyWindow> covers = schedule.optional("covers", WindowReader::readAll, List.of());
        schedule.refuseOthers();
        return new Schedule(name, zone, layers, covers);
    }

    private Layer readLayer(ConfigNode node, ZoneId scheduleZone, int number) {
        ConfigMapping layer = node.mapping();
        String name = layer.optional("name", ConfigNode::name, "layer " + number);
        ZoneId zone = layer.optional("time_zone", ConfigNode::timeZone, scheduleZone);
        List<String> turns = readPeople(layer.required("people"));
        LocalDateTime starts = layer.required("starts").parsed(ScheduleReader::dateTime, NEUTRAL_START);
        Optional<LocalDateTime> ends =
                layer.optional("ends").map(end -> end.parsed(ScheduleReader::dateTime, starts.plusDays(1)));
        ends.filter(end -> !end.isAfter(starts))
                .ifPresent(end -> node.reject("ends at " + end + ", which is not after it starts at " + starts));
        Duration length = readLength(layer);
        LocalDateTime first = readFirstHandoff(layer, starts, length);
        List<WeeklyWindow> restrictions = layer.optional("restrictions", WindowReader::readAll, List.of());
        layer.refuseOthers();
        return new Layer(
                name,
                turns,
                new Rotation(first, length, zone),
                restrictions,
                WallClock.instant(starts, zone),
                ends.map(end -> WallClock.instant(end, zone)));
    }

    private List<String> readPeople(ConfigNode node) {
        List<String> named = node.list(each -> {
            String person = each.name();
            if (!people.contains(person)) {
                each.reject("names '" + person + "', who is not among the people");
            }
            return person;
        });
        if (named.isEmpty()) {
            node.reject("must name at least one person");
            return List.of("nobody");
        }
        return named;
    }

    private static Duration readLength(ConfigMapping layer) {
        Kind kind = layer.required("rotation").oneOf(Kind.class);
        int every = layer.optional("every", value -> value.integer(1, 366), 1);
        Optional<Duration> length =
                layer.optional("length").map(value -> value.duration(SHORTEST_SHIFT, LONGEST_SHIFT));
        if (kind == Kind.CUSTOM) {
            if (length.isEmpty()) {
                layer.self().reject("needs the field 'length' for a custom rotation, such as 84h");
            }
            return length.filter(given -> given.compareTo(SHORTEST_SHIFT) >= 0).orElse(SHORTEST_SHIFT);
        }
        if (length.isPresent()) {
            layer.self().reject("may have a length only for a custom rotation; for others 'every' says how many");
        }
        return kind.length.multipliedBy(every);
    }

    /**
     * A handoff by the given time and day that is not after the start; the start itself if none is given. Without a day it is
     * at that time of the day of the start, or whole shifts before: whoever starts a weekly rotation on a Monday means Mondays.
     */
    private static LocalDateTime readFirstHandoff(ConfigMapping layer, LocalDateTime starts, Duration length) {
        Optional<LocalTime> time = layer.optional("handoff").map(WindowReader::readTime);
        Optional<DayOfWeek> day = layer.optional("handoff_day").map(WindowReader::readDay);
        boolean wholeWeeks = length.toSeconds() % Duration.ofDays(DAYS_OF_WEEK).toSeconds() == 0;
        if (day.isPresent() && !wholeWeeks) {
            layer.self().reject("may have a handoff_day only if shifts last whole weeks");
        }
        LocalDateTime sameDay = starts.with(time.orElse(starts.toLocalTime()));
        LocalDateTime handoff = day.map(wanted -> sameDay.with(TemporalAdjusters.previousOrSame(wanted)))
                .orElse(sameDay);
        Duration back = day.isPresent() ? Duration.ofDays(DAYS_OF_WEEK) : length;
        return handoff.isAfter(starts) ? handoff.minus(back) : handoff;
    }

    private static LocalDateTime dateTime(String text) {
        try {
            LocalDateTime read = text.indexOf('T') < 0 && text.indexOf(' ') < 0
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
            if (read.getYear() < FIRST_YEAR || read.getYear() > LAST_YEAR) {
                throw new IllegalArgumentException("must be in the years from " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            return read;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be a date and time on the clock of the time zone, such as 2026-03-02T09:00, not '" + text
                            + "'",
                    e);
        }
    }
}
