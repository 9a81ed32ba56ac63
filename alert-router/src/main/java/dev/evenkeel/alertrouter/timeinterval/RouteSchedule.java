package dev.evenkeel.alertrouter.timeinterval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a route speaks. Unlike other options of a route it is not inherited.
 *
 * @param mutedDuring names of intervals during which it is mute
 * @param activeDuring names of intervals outside which it is mute; if there are none, it speaks at any time
 */
public record RouteSchedule(List<String> mutedDuring, List<String> activeDuring) {

    private static final RouteSchedule ALWAYS = new RouteSchedule(List.of(), List.of());

    /** Whether a route speaks, and what keeps it from it. */
    public sealed interface Verdict {

        /** It speaks. */
        record Speaks() implements Verdict {}

        /** It is mute, because of these intervals. */
        record Muted(List<String> by) implements Verdict {}

        /** It is mute, because none of these intervals, during which it would speak, has come. */
        record Inactive(List<String> outside) implements Verdict {}
    }

    public RouteSchedule {
        mutedDuring = List.copyOf(mutedDuring);
        activeDuring = List.copyOf(activeDuring);
    }

    /** At any time. */
    public static RouteSchedule always() {
        return ALWAYS;
    }

    public Verdict at(Instant moment, TimeIntervals intervals) {
        if (!activeDuring.isEmpty()
                && intervals.containing(activeDuring, moment).isEmpty()) {
            return new Verdict.Inactive(activeDuring);
        }
        List<String> muting = intervals.containing(mutedDuring, moment);
        return muting.isEmpty() ? new Verdict.Speaks() : new Verdict.Muted(muting);
    }

    /**
     * The first moment at which it speaks, found in about as many looks as days go by.
     *
     * @param from the first moment that may be it
     * @param latest the last one
     */
    public Optional<Instant> nextSpeaking(Instant from, Instant latest, TimeIntervals intervals) {
        List<String> names =
                Stream.concat(mutedDuring.stream(), activeDuring.stream()).toList();
        for (Instant moment = from; !moment.isAfter(latest); moment = intervals.sameUntil(names, moment)) {
            if (at(moment, intervals) instanceof Verdict.Speaks) {
                return Optional.of(moment);
            }
        }
        return Optional.empty();
    }
}
