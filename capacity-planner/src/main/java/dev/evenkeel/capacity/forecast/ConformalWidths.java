package dev.evenkeel.capacity.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How wide an interval must be to hold its share of the truth, from errors on values that were not learnt from (split
 * conformal prediction). Errors of neighbouring distances are taken together; beyond the distances that were tried the
 * interval widens with the square root of the distance, as the error of a random walk does.
 *
 * @see <a href="https://doi.org/10.1080/01621459.2017.1307116">J. Lei, M. G'Sell, A. Rinaldo, R. J. Tibshirani, L.
 *     Wasserman: Distribution-Free Predictive Inference for Regression, JASA 113 (2018)</a>
 */
final class ConformalWidths {

    /** Fewer errors than this say nothing about the tail. */
    private static final int ENOUGH = 20;

    private static final int NEIGHBOURS = 3;

    private ConformalWidths() {}

    /**
     * @param misses absolute errors by distance
     * @param coverage the share of the truth that the interval is to hold, between 0 and 1
     * @return half the width of the interval at each distance; never narrower farther away
     */
    static double[] of(List<double[]> misses, int horizon, double coverage) {
        double[] widths = new double[horizon];
        if (misses.isEmpty()) {
            return widths;
        }
        double widest = 0;
        int tried = 0;
        for (int h = 0; h < Math.min(horizon, misses.size()); h++) {
            double[] near = around(misses, h);
            if (near.length < ENOUGH && h > 0) {
                break;
            }
            widest = Math.max(widest, quantile(near, coverage));
            widths[h] = widest;
            tried = h + 1;
        }
        for (int h = tried; h < horizon; h++) {
            widths[h] = widest * Math.sqrt((h + 1.0) / tried);
        }
        return widths;
    }

    private static double[] around(List<double[]> misses, int h) {
        return misses.subList(Math.max(0, h - NEIGHBOURS), Math.min(misses.size(), h + NEIGHBOURS + 1)).stream()
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    /** The conformal quantile: the smallest error of which at least the share of n + 1 is not larger. */
    private static double quantile(double[] errors, double coverage) {
        Arrays.sort(errors);
        int rank = (int) Math.ceil((errors.length + 1) * coverage);
        return errors[Math.clamp(rank - 1, 0, errors.length - 1)];
    }
}
