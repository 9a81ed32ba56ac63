package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Duration;

/**
 * What {@code storm.yaml} says.
 *
 * @param window over which incidents are counted
 * @param perRoute so many incidents of one route make a storm of it; 0 for never
 * @param overall so many of all make a storm of everything; 0 for never
 * @param digestEvery how long between two digests
 * @param calmAfter how long it has to be below the mark before it is over
 * @param remindAfter how long after somebody has taken it on they are told that it goes on
 */
public record StormRules(
        Duration window, int perRoute, int overall, Duration digestEvery, Duration calmAfter, Duration remindAfter) {

    /** What holds without the file. */
    public static final StormRules OFF = new StormRules(
            Duration.ofMinutes(1), 0, 0, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1));

    boolean off() {
        return perRoute == 0 && overall == 0;
    }
}
