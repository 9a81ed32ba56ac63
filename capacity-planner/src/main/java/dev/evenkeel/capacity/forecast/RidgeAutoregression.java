package dev.evenkeel.capacity.forecast;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Linear regression of each value on values before it: the last few, and those around one to seven seasons earlier, so
 * that of hourly values day and week both have a say. The coefficients are shrunk (ridge), which keeps neighbouring lags,
 * that say nearly the same, from playing off against each other. Several steps ahead are reached one at a time.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1970.10488634">A. E. Hoerl, R. W. Kennard: Ridge Regression: Biased
 *     Estimation for Nonorthogonal Problems, Technometrics 12 (1970)</a>
 * @see <a href="https://otexts.com/fpp3/AR.html">R. J. Hyndman, G. Athanasopoulos: Forecasting: Principles and Practice,
 *     3rd edition, section 9.3</a>
 */
final class RidgeAutoregression implements ForecastMethod {

    /** Rows for each coefficient below which the regression would rather learn noise. */
    private static final int ROWS_PER_LAG = 4;

    private static final double SHRINKAGE = 1e-3;

    private final int period;

    /** @param period steps in a season; 1 if there is none */
    RidgeAutoregression(int period) {
        this.period = period;
    }

    @Override
    public String name() {
        return "ridge-autoregression";
    }

    @Override
    public int leastLength() {
        return Math.max(24, 2 * period + period / 2);
    }

    @Override
    public Fitted fit(double[] series) {
        int[] lags = lags(series.length);
        Centre centre = Centre.of(series);
        double[] coefficients = regress(series, lags, centre);
        return (start, horizon) -> forecast(start, horizon, lags, coefficients, centre);
    }

    /** What a series is measured from and in, and how far a forecast may leave it. */
    private record Centre(double mean, double deviation, double least, double most) {

        static Centre of(double[] series) {
            double mean = 0;
            double least = Double.MAX_VALUE;
            double most = -Double.MAX_VALUE;
            for (double value : series) {
                mean += value / series.length;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            double squares = 0;
            for (double value : series) {
                squares += (value - mean) * (value - mean) / series.length;
            }
            double deviation = Math.sqrt(squares);
            // A regression that happens to be explosive ends one range beyond what was ever seen.
            double range = most - least;
            return new Centre(mean, deviation > 1e-12 ? deviation : 1, least - range, most + range);
        }

        double of(double value) {
            return (value - mean) / deviation;
        }

        double back(double value) {
            return Math.clamp(mean + value * deviation, least, most);
        }
    }

    private int[] lags(int length) {
        SortedSet<Integer> lags = new TreeSet<>();
        addAround(lags, 1, 4);
        if (period > 1) {
            addAround(lags, period - 1, period + 2);
            addAround(lags, 2 * period - 1, 2 * period + 1);
            for (int season = 3; season <= 6; season++) {
                lags.add(season * period);
            }
            addAround(lags, 7 * period - 1, 7 * period + 2);
        }
        while (lags.size() > 1 && length - lags.last() < Math.max(ROWS_PER_LAG * lags.size(), length / 3)) {
            lags.removeLast();
        }
        return lags.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void addAround(SortedSet<Integer> lags, int from, int to) {
        for (int lag = Math.max(1, from); lag <= to; lag++) {
            lags.add(lag);
        }
    }

    /** The coefficients of the lags, then the constant. */
    private static double[] regress(double[] series, int[] lags, Centre centre) {
        int width = lags.length + 1;
        double[][] squares = new double[width][width];
        double[] products = new double[width];
        double[] row = new double[width];
        int first = lags[lags.length - 1];
        for (int t = first; t < series.length; t++) {
            for (int i = 0; i < lags.length; i++) {
                row[i] = centre.of(series[t - lags[i]]);
            }
            row[lags.length] = 1;
            double value = centre.of(series[t]);
            for (int i = 0; i < width; i++) {
                products[i] += row[i] * value;
                for (int j = 0; j <= i; j++) {
                    squares[i][j] += row[i] * row[j];
                }
            }
        }
        double ridge = SHRINKAGE * (series.length - first);
        for (int i = 0; i < width; i++) {
            squares[i][i] += i < lags.length ? ridge : 1e-9;
        }
        return Cholesky.solve(squares, products);
    }

    private static double[] forecast(double[] start, int horizon, int[] lags, double[] coefficients, Centre centre) {
        int known = Math.min(start.length, lags[lags.length - 1]);
        double[] values = new double[known + horizon];
        System.arraycopy(start, start.length - known, values, 0, known);
        double[] forecast = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double next = coefficients[lags.length];
            for (int i = 0; i < lags.length; i++) {
                next += coefficients[i] * centre.of(values[known + h - lags[i]]);
            }
            values[known + h] = centre.back(next);
            forecast[h] = values[known + h];
        }
        return forecast;
    }
}
