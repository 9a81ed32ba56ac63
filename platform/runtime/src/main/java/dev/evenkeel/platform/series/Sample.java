package dev.evenkeel.platform.series;

import java.time.Instant;

/**
 * A value at a moment.
 *
 * @param timestampMillis milliseconds since the epoch, may lie in the future (a forecast)
 * @param value any double; NaN and the infinities are values as in Prometheus, not errors
 */
public record Sample(long timestampMillis, double value) {

    public static Sample at(Instant timestamp, double value) {
        return new Sample(timestamp.toEpochMilli(), value);
    }

    public Instant timestamp() {
        return Instant.ofEpochMilli(timestampMillis);
    }
}
