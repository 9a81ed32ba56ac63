package dev.evenkeel.capacity.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.evenkeel.capacity.forecast.Rehearsal.Candidate;

/**
 * Forecasts a series: tries each method on the last part of it, continues it with the one that was least off there, and
 * draws the interval from how far that one was off. The same history always gives the same forecast.
 */
public final class Forecaster {

    /** Older values cost time and say little about the next two weeks. */
    static final int LONGEST_HISTORY = 3000;

    private final int period;
    private final double coverage;

    /**
     * @param period steps in a season; 1 if there is none
     * @param coverage the share of the truth that intervals are to hold, between 0 and 1
     */
    public Forecaster(int period, double coverage) {
        if (period < 1 || !(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException(
                    "a period of at least 1 and a coverage between 0 and 1, not " + period + " and " + coverage);
        }
        this.period = period;
        this.coverage = coverage;
    }

    /**
     * @param history one value per step, the oldest first; NaN where nothing is known
     * @param horizon how many steps to forecast, at least 1
     * @throws IllegalArgumentException if no value is known or one is infinite
     */
    public Projection forecast(double[] history, int horizon) {
        double[] values = recent(Gaps.filled(history, period));
        int heldOut = heldOut(values.length, horizon);
        List<Rehearsal> rehearsals = candidates(values).stream()
                .map(candidate -> Rehearsal.of(candidate, values, heldOut, horizon))
                .toList();
        Rehearsal best = rehearsals.stream()
                .min(Comparator.comparingDouble(Rehearsal::meanError))
                .orElseThrow();
        return project(best, values, horizon);
    }

    private static double[] recent(double[] values) {
        return Arrays.copyOfRange(values, Math.max(0, values.length - LONGEST_HISTORY), values.length);
    }

    /** A third of a short history; of a long one enough to see the whole horizon several times. */
    private int heldOut(int length, int horizon) {
        return Math.min(length / 3, Math.max(3 * horizon, 4 * period));
    }

    /** In order of preference: the first of those that do equally well is taken. */
    private List<Candidate> candidates(double[] values) {
        Scale linear = Scale.Linear.fitting(values);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(new SeasonalNaive(1), linear));
        if (period > 1 && values.length >= 2 * period) {
            candidates.add(new Candidate(new SeasonalNaive(period), linear));
        }
        candidates.add(new Candidate(new LinearTrend(), linear));
        candidates.add(new Candidate(new DampedTrend(), linear));
        boolean positive = Arrays.stream(values).allMatch(value -> value >= 0);
        candidates.add(
                new Candidate(new RidgeAutoregression(period), positive ? Scale.Logarithmic.fitting(values) : linear));
        return candidates;
    }

    private Projection project(Rehearsal best, double[] values, int horizon) {
        Scale scale = best.candidate().scale();
        ForecastMethod method = best.candidate().method();
        double[] scaled = scale.of(values);
        double[] forecast = method.fit(scaled).forecast(scaled, horizon);
        double[] widths = ConformalWidths.of(best.misses(), horizon, coverage);
        boolean neverNegative = Arrays.stream(values).allMatch(value -> value >= 0);
        double floor = neverNegative ? 0 : -Double.MAX_VALUE;
        double[] median = new double[horizon];
        double[] lower = new double[horizon];
        double[] upper = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            median[h] = Math.max(floor, scale.back(forecast[h]));
            lower[h] = Math.clamp(scale.back(forecast[h] - widths[h]), floor, median[h]);
            upper[h] = Math.max(median[h], scale.back(forecast[h] + widths[h]));
        }
        return new Projection(method.name(), median, lower, upper);
    }
}
