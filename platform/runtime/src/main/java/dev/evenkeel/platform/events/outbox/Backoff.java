package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: the wait before the next attempt is drawn uniformly from zero up to a ceiling
 * that doubles with every attempt. Spread over the whole range, the senders that one outage has aligned do not return
 * all at once.
 *
 * <p>Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 (the variant "Full Jitter").
 *
 * @param base the ceiling after the first attempt; positive
 * @param cap the ceiling never exceeds it; not less than {@code base}
 */
public record Backoff(Duration base, Duration cap) {

    public Backoff {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(cap, "cap");
        if (base.toMillis() < 1 || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException(
                    "A back-off needs 1 ms <= base <= cap; base is %s and cap %s".formatted(base, cap));
        }
    }

    /**
     * The longest wait after an attempt.
     *
     * @param attempt counted from 1
     */
    public Duration ceiling(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts are counted from 1, this is " + attempt);
        }
        long millis = base.toMillis();
        long limit = cap.toMillis();
        for (int i = 1; i < attempt && millis < limit; i++) {
            // limit - millis cannot overflow where millis * 2 could
            millis = millis > limit - millis ? limit : millis * 2;
        }
        return Duration.ofMillis(Math.min(millis, limit));
    }

    /** The wait after an attempt, from zero to {@link #ceiling(int)}, both included, in whole milliseconds. */
    public Duration delay(int attempt, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(attempt).toMillis() + 1));
    }
}
