package dev.evenkeel.alertrouter.timeinterval;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The intervals that a configuration names.
 *
 * @param byName in the order of the file; a name may stand for several intervals, any of which counts
 */
public record TimeIntervals(Map<String, List<TimeInterval>> byName) {

    private static final TimeIntervals NONE = new TimeIntervals(Map.of());

    public TimeIntervals {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public static TimeIntervals none() {
        return NONE;
    }

    /** Those of the names whose intervals contain a moment, in the given order. */
    List<String> containing(Collection<String> names, Instant moment) {
        return names.stream()
                .filter(name ->
                        byName.getOrDefault(name, List.of()).stream().anyMatch(interval -> interval.contains(moment)))
                .toList();
    }

    /** A moment after this one until which none of the names' intervals begins or ends; the end of time if there are none. */
    Instant sameUntil(Collection<String> names, Instant moment) {
        return names.stream()
                .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
                .map(interval -> interval.sameUntil(moment))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }
}
