package dev.evenkeel.capacity.saturation;

import java.time.Instant;

/**
 * What is expected of one moment. All numbers are finite, and lower &le; median &le; upper.
 *
 * @param lower where the interval begins that holds the truth with {@link Outlook#COVERAGE}
 * @param upper where it ends
 */
public record ForecastPoint(Instant at, double median, double lower, double upper) {}
