package dev.evenkeel.alertrouter.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.platform.series.Labels;

/**
 * Times in which nobody is told of certain alerts.
 *
 * @param matchers all of which an alert has to fulfil; at least one
 * @param start of the first time, by the clock of {@code zone}
 * @param rule by which it recurs, as RFC 5545 has it; empty for once
 * @param exceptions starts, by the same clock, that do not take place
 * @param duration of each time, from a minute to 31 days; times may overlap
 * @param version counts changes, from 1
 */
public record MaintenanceWindow(
        UUID id,
        String name,
        List<Matcher> matchers,
        LocalDateTime start,
        ZoneId zone,
        Optional<String> rule,
        List<LocalDateTime> exceptions,
        Duration duration,
        String comment,
        String createdBy,
        int version) {

    /** An hourly window of 31 days has so many at the same time. */
    private static final int MOST_AT_ONCE = 31 * 24;

    /** One of the times. */
    record Occurrence(Instant from, Instant to) {}

    public MaintenanceWindow {
        matchers = List.copyOf(matchers);
        exceptions = List.copyOf(exceptions);
    }

    private Recurrence recurrence() {
        return Recurrence.of(start, zone, rule, exceptions);
    }

    /** Whether one of its times is now; its end does not belong to it. */
    boolean isActiveAt(Instant now) {
        return recurrence().startsBetween(now.minus(duration).plusMillis(1), now).stream()
                .anyMatch(from -> from.plus(duration).isAfter(now));
    }

    /** The end of the time that is now, of several at once the last; empty if none is. */
    Optional<Instant> activeUntil(Instant now) {
        return next(now, MOST_AT_ONCE).stream()
                .filter(time -> !time.from().isAfter(now))
                .map(Occurrence::to)
                .max(Comparator.naturalOrder());
    }

    boolean isAbout(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /**
     * The same without the time that is now; empty if none is.
     *
     * @param next the version of the result
     */
    Optional<MaintenanceWindow> withoutTheTimeAt(Instant now, int next) {
        List<LocalDateTime> active = next(now, MOST_AT_ONCE).stream()
                .map(Occurrence::from)
                .filter(from -> !from.isAfter(now))
                .map(from -> LocalDateTime.ofInstant(from, zone))
                .toList();
        if (active.isEmpty()) {
            return Optional.empty();
        }
        List<LocalDateTime> without =
                Stream.concat(exceptions.stream(), active.stream()).toList();
        return Optional.of(new MaintenanceWindow(
                id, name, matchers, start, zone, rule, without, duration, comment, createdBy, next));
    }

    /** The times that are not over, in order. */
    List<Occurrence> next(Instant now, int most) {
        return recurrence().startsFrom(now.minus(duration).plusMillis(1), most).stream()
                .map(from -> new Occurrence(from, from.plus(duration)))
                .toList();
    }
}
