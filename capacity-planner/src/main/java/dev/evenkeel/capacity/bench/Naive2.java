package dev.evenkeel.capacity.bench;

/**
 * The competition's yardstick: the last value, of a series freed from its season (classical multiplicative decomposition)
 * if the autocorrelation at the season says at 90 % that there is one.
 */
final class Naive2 {

    private static final double NINETY_PERCENT = 1.645;

    private Naive2() {}

    static double[] forecast(double[] history, int period, int horizon) {
        double[] season = isSeasonal(history, period) ? indices(history, period) : null;
        double[] forecast = new double[horizon];
        int last = history.length - 1;
        for (int h = 0; h < horizon; h++) {
            forecast[h] = season == null
                    ? history[last]
                    : history[last] / season[last % period] * season[(last + 1 + h) % period];
        }
        return forecast;
    }

    private static boolean isSeasonal(double[] history, int period) {
        if (period == 1 || history.length < 3 * period) {
            return false;
        }
        double squares = 0;
        for (int lag = 1; lag < period; lag++) {
            double correlation = autocorrelation(history, lag);
            squares += correlation * correlation;
        }
        double limit = NINETY_PERCENT * Math.sqrt((1 + 2 * squares) / history.length);
        return Math.abs(autocorrelation(history, period)) > limit;
    }

    private static double autocorrelation(double[] history, int lag) {
        double mean = 0;
        for (double value : history) {
            mean += value / history.length;
        }
        double products = 0;
        double squares = 0;
        for (int t = 0; t < history.length; t++) {
            squares += (history[t] - mean) * (history[t] - mean);
            products += t >= lag ? (history[t] - mean) * (history[t - lag] - mean) : 0;
        }
        return products / squares;
    }

    /** For an even period the moving average reaches half a step beyond it on both sides. */
    private static double[] indices(double[] history, int period) {
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int t = half; t < history.length - half; t++) {
            double average = 0;
            for (int i = -half; i <= half; i++) {
                double weight = period % 2 == 0 && Math.abs(i) == half ? 0.5 : 1;
                average += weight * history[t + i] / period;
            }
            sums[t % period] += history[t] / average;
            counts[t % period]++;
        }
        double mean = 0;
        for (int i = 0; i < period; i++) {
            sums[i] /= counts[i];
            mean += sums[i] / period;
        }
        for (int i = 0; i < period; i++) {
            sums[i] /= mean;
        }
        return sums;
    }
}
