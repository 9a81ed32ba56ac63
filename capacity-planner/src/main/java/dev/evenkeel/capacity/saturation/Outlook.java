package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.evenkeel.capacity.forecast.Forecaster;
import dev.evenkeel.capacity.forecast.Projection;
import dev.evenkeel.platform.series.Sample;

/**
 * How a resource was used, and how it will be used if it goes on like that.
 *
 * @param madeAt when
 * @param step what values are means over
 * @param past means of what was used, in ascending order of time
 * @param points the forecast, in ascending order of time; empty if too little is known for one
 * @param method that was found to forecast best; empty without a forecast
 */
public record Outlook(Instant madeAt, Duration step, List<Sample> past, List<ForecastPoint> points, String method) {

    /** The share of the truth that the interval is to hold. */
    public static final double COVERAGE = 0.95;

    /** With fewer values there is neither a method that could be tried on some of them, nor errors to learn from. */
    public static final int LEAST_VALUES = 24;

    public Outlook {
        past = List.copyOf(past);
        points = List.copyOf(points);
    }

    /** Before anything is known. */
    static Outlook none(Instant now, Duration step) {
        return new Outlook(now, step, List.of(), List.of(), "");
    }

    /** @param means by the start of their bucket; a bucket without a sample is not in it */
    static Outlook of(ForecastPlan plan, Map<Instant, Double> means, Instant now) {
        double[] values = new double[plan.buckets()];
        Arrays.fill(values, Double.NaN);
        List<Sample> past = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Double mean = means.get(plan.from().plus(plan.step().multipliedBy(i)));
            if (mean != null) {
                values[i] = mean;
                past.add(Sample.at(plan.middle(i), mean));
            }
        }
        if (past.size() < LEAST_VALUES) {
            return new Outlook(now, plan.step(), past, List.of(), "");
        }
        Projection projection = new Forecaster(plan.period(), COVERAGE).forecast(values, plan.steps());
        List<ForecastPoint> points = new ArrayList<>();
        for (int h = 0; h < plan.steps(); h++) {
            points.add(new ForecastPoint(
                    plan.middle(values.length + h),
                    projection.median()[h],
                    projection.lower()[h],
                    projection.upper()[h]));
        }
        return new Outlook(now, plan.step(), past, points, projection.method());
    }

    public boolean hasForecast() {
        return !points.isEmpty();
    }
}
