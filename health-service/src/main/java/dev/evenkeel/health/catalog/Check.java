package dev.evenkeel.health.catalog;

import java.time.Duration;

/**
 * How and how often a component is checked.
 *
 * @param target what is asked
 * @param interval from the start of one check to the start of the next, 1 s to 1 d
 * @param timeout after which an unanswered check has failed, at most the interval
 * @param failureThreshold so many failures in a row make a component down, 1 to 100
 * @param successThreshold so many successes in a row make it up again, 1 to 100
 */
public record Check(Target target, Duration interval, Duration timeout, int failureThreshold, int successThreshold) {}
