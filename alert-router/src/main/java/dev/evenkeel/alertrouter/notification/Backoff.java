package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: half a second, half as much again each time, at most a minute, each wait
 * spread by half of itself to both sides so that receivers coming back are not met by everyone at once.
 */
public final class Backoff {

    private static final double FIRST_MILLIS = 500;
    private static final double LONGEST_MILLIS = 60_000;
    private static final double GROWTH = 1.5;
    private static final double SPREAD = 0.5;

    private Backoff() {}

    /**
     * @param attempts how many have failed, from 1
     * @param retryAfter what the receiver asked for; it is kept to, up to an hour, if it is longer
     * @param random in [0, 1)
     */
    public static Duration afterFailure(int attempts, Optional<Duration> retryAfter, double random) {
        double grown = FIRST_MILLIS * Math.pow(GROWTH, attempts - 1.0);
        double capped = Math.min(grown, LONGEST_MILLIS);
        Duration own = Duration.ofMillis((long) (capped * (1 - SPREAD + 2 * SPREAD * random)));
        return retryAfter
                .map(asked -> asked.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : asked)
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }
}
