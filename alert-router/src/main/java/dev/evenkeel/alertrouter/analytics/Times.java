package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;

/**
 * How long something took, over many incidents. A few that took very long pull the mean far up, so that it says little
 * without the others (Š. Davidovič, <i>Incident Metrics in SRE</i>, 2021).
 *
 * @param count of how many incidents
 * @param sum seconds
 * @param mean seconds; {@code null} if there is no incident, as are median and p90
 * @param median seconds
 * @param p90 seconds: nine of ten took no longer
 */
public record Times(long count, double sum, Double mean, Double median, Double p90) {

    public static final Times NONE = new Times(0, 0, null, null, null);

    /**
     * By how much the mean is longer than that of another time.
     *
     * @return 0.5 for half as long again, -0.5 for half as long; {@code null} if either has none
     */
    public Double changeFrom(Times before) {
        return mean == null || before.mean == null || before.mean == 0 ? null : mean / before.mean - 1;
    }

    /** {@code null} if there is no incident, as are the others. */
    public Duration meanTime() {
        return time(mean);
    }

    public Duration medianTime() {
        return time(median);
    }

    public Duration p90Time() {
        return time(p90);
    }

    /** To milliseconds. */
    static Duration time(Double seconds) {
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1_000));
    }
}
