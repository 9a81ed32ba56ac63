package dev.evenkeel.capacity.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.evenkeel.capacity.forecast.ForecastMethod.Fitted;

/**
 * A method tried on the last part of a series that it has not learnt from: how far off it would have been, at each
 * distance.
 *
 * @param candidate what was tried
 * @param meanError the mean absolute error in the units of the series; infinite if it could not be tried
 * @param misses absolute errors on the candidate's scale, by distance from 0; the last distances may have few or none
 */
record Rehearsal(Candidate candidate, double meanError, List<double[]> misses) {

    private static final int MOST_ORIGINS = 60;

    /** A method and where it calculates. */
    record Candidate(ForecastMethod method, Scale scale) {}

    /**
     * @param heldOut how many of the last values the method does not learn from
     * @param horizon how far ahead it is tried
     */
    static Rehearsal of(Candidate candidate, double[] values, int heldOut, int horizon) {
        int learnt = values.length - heldOut;
        if (heldOut < 1 || learnt < candidate.method().leastLength()) {
            return new Rehearsal(candidate, Double.POSITIVE_INFINITY, List.of());
        }
        double[] scaled = candidate.scale().of(values);
        Fitted fitted = candidate.method().fit(Arrays.copyOf(scaled, learnt));
        int reach = Math.min(horizon, heldOut);
        List<List<Double>> misses = new ArrayList<>();
        for (int h = 0; h < reach; h++) {
            misses.add(new ArrayList<>());
        }
        double sum = 0;
        int count = 0;
        int stride = Math.max(1, heldOut / MOST_ORIGINS);
        for (int origin = learnt; origin < values.length; origin += stride) {
            int steps = Math.min(reach, values.length - origin);
            double[] forecast = fitted.forecast(Arrays.copyOf(scaled, origin), steps);
            for (int h = 0; h < steps; h++) {
                misses.get(h).add(Math.abs(scaled[origin + h] - forecast[h]));
                sum += Math.abs(values[origin + h] / 2 - candidate.scale().back(forecast[h]) / 2);
                count++;
            }
        }
        return new Rehearsal(
                candidate,
                sum / count,
                misses.stream()
                        .map(at -> at.stream().mapToDouble(Double::doubleValue).toArray())
                        .toList());
    }
}
