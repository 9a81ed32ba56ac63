package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * When a resource is saturated, to the second; a date that the forecast does not reach is empty.
 *
 * @param expected when the median reaches the threshold
 * @param earliest when the upper end of the interval does
 * @param latest when the lower end of the interval does
 */
public record SaturationDates(Optional<Instant> expected, Optional<Instant> earliest, Optional<Instant> latest) {

    public static final SaturationDates NONE =
            new SaturationDates(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param used now; if it has reached the threshold, now is the answer to everything
     * @param points of the forecast; those that are not after {@code now} are of no interest
     */
    static SaturationDates of(double threshold, double used, List<ForecastPoint> points, Instant now) {
        return new SaturationDates(
                crossing(threshold, used, points, now, ForecastPoint::median),
                crossing(threshold, used, points, now, ForecastPoint::upper),
                crossing(threshold, used, points, now, ForecastPoint::lower));
    }

    /** Between two points the forecast is a straight line. */
    private static Optional<Instant> crossing(
            double threshold,
            double used,
            List<ForecastPoint> points,
            Instant now,
            ToDoubleFunction<ForecastPoint> value) {
        if (used >= threshold) {
            return Optional.of(now);
        }
        Instant before = now;
        double below = used;
        for (ForecastPoint point : points) {
            if (point.at().isAfter(now)) {
                double reached = value.applyAsDouble(point);
                if (reached >= threshold) {
                    double share = (threshold - below) / (reached - below);
                    long millis = Math.round(
                            share * Duration.between(before, point.at()).toMillis());
                    return Optional.of(before.plusMillis(millis).truncatedTo(ChronoUnit.SECONDS));
                }
                before = point.at();
                below = reached;
            }
        }
        return Optional.empty();
    }
}
