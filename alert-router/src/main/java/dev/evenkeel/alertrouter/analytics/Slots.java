package dev.evenkeel.alertrouter.analytics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The days or weeks (in UTC) of a time. */
final class Slots {

    private Slots() {}

    /**
     * Figures of every slot of a time, in order, also of those without an incident.
     *
     * @param grouping by {@link Grouping#DAY} or {@link Grouping#WEEK}
     * @param found those with incidents
     */
    static List<IncidentFigures> filled(TimeRange range, Grouping grouping, List<IncidentFigures> found) {
        Map<String, IncidentFigures> bySlot =
                found.stream().collect(Collectors.toMap(IncidentFigures::group, Function.identity()));
        boolean weeks = grouping.equals(Grouping.byWeek());
        LocalDate first = date(range.from());
        LocalDate begin = weeks ? first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : first;
        // the end is not included: at midnight it is no part of its day
        LocalDate end = date(range.to().minusNanos(1)).plusDays(1);
        return begin.datesUntil(end, weeks ? Period.ofWeeks(1) : Period.ofDays(1))
                .map(LocalDate::toString)
                .map(slot -> bySlot.getOrDefault(slot, IncidentFigures.none(slot)))
                .toList();
    }

    private static LocalDate date(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
