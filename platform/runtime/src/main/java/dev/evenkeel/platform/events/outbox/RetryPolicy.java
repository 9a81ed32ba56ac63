package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Decides after each attempt what becomes of a delivery.
 *
 * @param backoff the waits between attempts; a longer {@code Retry-After} of the subscriber wins
 * @param maxAge a delivery that would next be tried when it is older than this is dead instead; positive
 * @param maxAttempts a delivery that has failed this often is dead; at least 1
 */
public record RetryPolicy(Backoff backoff, Duration maxAge, int maxAttempts) {

    /** A subscriber that asks for a longer pause is tried again after this one: its clock or its mind may be wrong. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    public RetryPolicy {
        Objects.requireNonNull(backoff, "backoff");
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge is positive, this one is " + maxAge);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is at least 1, this one is " + maxAttempts);
        }
    }

    /**
     * The state after an attempt.
     *
     * @param attempt which attempt it was, counted from 1
     * @param since when the delivery was asked for: when the event was written, or an operator retried it
     */
    public DeliveryState after(Outcome outcome, int attempt, Instant since, Instant now, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Accepted() -> new DeliveryState.Delivered(now);
            case Outcome.Refused(String reason) -> new DeliveryState.Dead(now, reason);
            case Outcome.Postponed postponed -> again(postponed, attempt, since, now, random);
        };
    }

    private DeliveryState again(
            Outcome.Postponed outcome, int attempt, Instant since, Instant now, RandomGenerator random) {
        String reason = outcome.reason();
        if (attempt >= maxAttempts) {
            return new DeliveryState.Dead(now, "%s (attempt %d of %<d)".formatted(reason, attempt));
        }
        Instant next = now.plus(wait(outcome, attempt, random));
        if (next.isAfter(since.plus(maxAge))) {
            return new DeliveryState.Dead(now, "%s (undelivered for %s)".formatted(reason, maxAge));
        }
        return new DeliveryState.Pending(next, reason);
    }

    private Duration wait(Outcome.Postponed outcome, int attempt, RandomGenerator random) {
        Duration drawn = backoff.delay(attempt, random);
        Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
        Duration honoured = asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
        return honoured.compareTo(drawn) > 0 ? honoured : drawn;
    }
}
