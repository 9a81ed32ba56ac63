package dev.evenkeel.health.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How one check ended.
 *
 * @param at when it started
 * @param duration until the answer, or until it was given up
 * @param success whether the answer was as expected
 * @param reason why it failed, one line without secrets; empty for a success
 */
public record CheckResult(Instant at, Duration duration, boolean success, String reason) {

    public static CheckResult success(Instant at, Duration duration) {
        return new CheckResult(at, duration, true, "");
    }

    public static CheckResult failure(Instant at, Duration duration, String reason) {
        return new CheckResult(at, duration, false, reason);
    }
}
