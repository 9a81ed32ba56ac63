package dev.evenkeel.alertrouter.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.platform.series.Labels;

/**
 * Times in which nobody is told of certain alerts.
 *
 * @param matchers all of which an alert has to fulfil; at least one
 * @param start of the first time, by the clock of {@code zone}
 * @param rule by which it recurs, as RFC 5545 has it; empty for once
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
        Duration duration,
        String comment,
        String createdBy,
        int version) {

    /** One of the times. */
    record Occurrence(Instant from, Instant to) {}

    public MaintenanceWindow {
        matchers = List.copyOf(matchers);
    }

    private Recurrence recurrence() {
        return Recurrence.of(start, zone, rule);
    }

    /** Whether one of its times is now; its end does not belong to it. */
    boolean isActiveAt(Instant now) {
        return recurrence().startsBetween(now.minus(duration).plusMillis(1), now).stream()
                .anyMatch(from -> from.plus(duration).isAfter(now));
    }

    boolean isAbout(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** The times that are not over, in order. */
    List<Occurrence> next(Instant now, int most) {
        return recurrence().startsFrom(now.minus(duration).plusMillis(1), most).stream()
                .map(from -> new Occurrence(from, from.plus(duration)))
                .toList();
    }
}
