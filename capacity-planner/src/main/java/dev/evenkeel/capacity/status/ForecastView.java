package dev.evenkeel.capacity.status;

import java.time.Instant;
import java.util.List;

import dev.evenkeel.capacity.saturation.ForecastPoint;
import dev.evenkeel.capacity.saturation.Outlook;
import dev.evenkeel.capacity.saturation.SaturationDates;

/**
 * A forecast as the API shows it.
 *
 * @param stepSeconds what each value is a mean over
 * @param method that was found to forecast best; {@code null} without a forecast
 * @param confidence the share of the truth that the intervals are to hold
 * @param threshold the amount from which on the resource counts as saturated; {@code null} without a sample
 * @param expectedAt when the median reaches the threshold; {@code null} if it does not within the forecast
 * @param earliestAt when the upper end of the interval does
 * @param latestAt when the lower end does
 * @param points empty if fewer than {@code valuesNeeded} values are known
 */
public record ForecastView(
        String resource,
        String unit,
        Instant madeAt,
        long stepSeconds,
        String method,
        double confidence,
        Double threshold,
        int valuesKnown,
        int valuesNeeded,
        Instant expectedAt,
        Instant earliestAt,
        Instant latestAt,
        List<ForecastPoint> points) {

    static ForecastView of(String resource, String unit, Outlook outlook, Double threshold, SaturationDates dates) {
        return new ForecastView(
                resource,
                unit,
                outlook.madeAt(),
                outlook.step().toSeconds(),
                outlook.hasForecast() ? outlook.method() : null,
                Outlook.COVERAGE,
                threshold,
                outlook.past().size(),
                Outlook.LEAST_VALUES,
                dates.expected().orElse(null),
                dates.earliest().orElse(null),
                dates.latest().orElse(null),
                outlook.points());
    }
}
