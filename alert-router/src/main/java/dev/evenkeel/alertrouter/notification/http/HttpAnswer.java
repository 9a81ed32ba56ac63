package dev.evenkeel.alertrouter.notification.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param contentType empty if it named none
 * @param retryAfter its {@code Retry-After}, as it is written
 * @param at when
 */
public record HttpAnswer(int status, String contentType, Optional<String> retryAfter, String body, Instant at) {

    /** How long the receiver asked to wait; empty if it did not. */
    public Optional<Duration> askedToWait() {
        return retryAfter.flatMap(wait -> RetryAfter.parse(wait, at));
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
