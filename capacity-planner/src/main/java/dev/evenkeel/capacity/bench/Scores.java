package dev.evenkeel.capacity.bench;

/**
 * The measures of the M4 competition for one series, or their means over many.
 *
 * @param smape symmetric mean absolute percentage error, from 0 to 200
 * @param mase mean absolute error in units of the error of the naive method with the season
 * @param msis mean scaled interval score of the 95 % interval
 * @param coverage the share of the truth inside the interval
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2019.04.014">S. Makridakis, E. Spiliotis, V. Assimakopoulos: The M4
 *     Competition, International Journal of Forecasting 36 (2020)</a>
 */
record Scores(double smape, double mase, double msis, double coverage) {

    static final Scores NONE = new Scores(0, 0, 0, 0);

    private static final double PENALTY = 2 / 0.05;

    static Scores of(double[] history, int period, double[] truth, double[] median, double[] lower, double[] upper) {
        double smape = 0;
        double error = 0;
        double interval = 0;
        double inside = 0;
        for (int h = 0; h < truth.length; h++) {
            double off = Math.abs(truth[h] - median[h]);
            double size = Math.abs(truth[h]) + Math.abs(median[h]);
            smape += size == 0 ? 0 : 200 * off / size;
            error += off;
            interval += upper[h]
                    - lower[h]
                    + PENALTY * Math.max(0, lower[h] - truth[h])
                    + PENALTY * Math.max(0, truth[h] - upper[h]);
            inside += truth[h] >= lower[h] && truth[h] <= upper[h] ? 1 : 0;
        }
        double n = truth.length;
        double unit = naiveError(history, period);
        return new Scores(smape / n, error / n / unit, interval / n / unit, inside / n);
    }

    private static double naiveError(double[] history, int period) {
        double sum = 0;
        for (int t = period; t < history.length; t++) {
            sum += Math.abs(history[t] - history[t - period]);
        }
        return sum / (history.length - period);
    }

    Scores plus(Scores other, double share) {
        return new Scores(
                smape + share * other.smape,
                mase + share * other.mase,
                msis + share * other.msis,
                coverage + share * other.coverage);
    }

    /** The overall weighted average of the competition: 1 is as good as the reference. */
    double owa(Scores reference) {
        return (smape / reference.smape + mase / reference.mase) / 2;
    }
}
