package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;

/** The time from a moment up to another, which is not included: at most {@value #LONGEST_DAYS} days. */
public record TimeRange(Instant from, Instant to) {

    static final int LONGEST_DAYS = 400;

    /** As long as history is kept unless said otherwise. */
    public static final Duration LONGEST = Duration.ofDays(LONGEST_DAYS);

    /** @throws IllegalArgumentException if it would be empty, or longer than {@link #LONGEST} */
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a time ends after it begins, not from " + from + " to " + to);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a time lasts at most " + LONGEST_DAYS + " days");
        }
    }
}
