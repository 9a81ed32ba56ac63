package dev.evenkeel.alertrouter.notification;

import java.time.Duration;

/**
 * How long to wait before the next attempt: half a second, half as much again each time, at most a minute, each wait
 * spread by half of itself to both sides so that receivers coming back are not met by everyone at once.
 */
public final class Backoff {

    /** No wait is longer unless the receiver asked for it. */
    public static final Duration LONGEST_UNASKED = Duration.ofSeconds(90);

    private static final Duration LONGEST_FOR_ERRORS = Duration.ofMinutes(1);
    private static final Duration LONGEST_FOR_RATES = Duration.ofHours(1);

    private static final double FIRST_MILLIS = 500;
    private static final double LONGEST_MILLIS = 60_000;
    private static final double GROWTH = 1.5;
    private static final double SPREAD = 0.5;

    private Backoff() {}

    /**
     * @param attempts how many have failed, from 1
     * @param last the last of them. If the receiver asked for a longer wait, it gets it: up to an hour if we came too often,
     *     and up to a minute if it is in trouble, since then it cannot know for how long
     * @param random in [0, 1)
     */
    public static Duration afterFailure(int attempts, DeliveryResult.Failed last, double random) {
        double grown = FIRST_MILLIS * Math.pow(GROWTH, attempts - 1.0);
        double capped = Math.min(grown, LONGEST_MILLIS);
        Duration own = Duration.ofMillis((long) (capped * (1 - SPREAD + 2 * SPREAD * random)));
        Duration longest = last.cause() == FailureCause.RATE_LIMITED ? LONGEST_FOR_RATES : LONGEST_FOR_ERRORS;
        return last.retryAfter()
                .map(asked -> asked.compareTo(longest) > 0 ? longest : asked)
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }
}
