package dev.evenkeel.capacity.forecast;

/** Fills what was not measured, since every method needs a value for each step. */
final class Gaps {

    private static final int SHORT_GAP = 3;

    private Gaps() {}

    /**
     * The series from its first known value on. A short gap becomes a straight line; in a longer one each value is that of
     * a season before, if it is known, so that a gap over a night does not lose the night.
     *
     * @param series NaN where nothing is known
     * @throws IllegalArgumentException if no value is known or one is infinite
     */
    static double[] filled(double[] series, int period) {
        int first = 0;
        while (first < series.length && Double.isNaN(series[first])) {
            first++;
        }
        if (first == series.length) {
            throw new IllegalArgumentException("a history without a single known value cannot be continued");
        }
        double[] filled = new double[series.length - first];
        int known = -1;
        for (int i = 0; i < filled.length; i++) {
            filled[i] = series[first + i];
            if (Double.isInfinite(filled[i])) {
                throw new IllegalArgumentException("a history must be of finite values");
            }
            if (!Double.isNaN(filled[i])) {
                fill(filled, known, i, period);
                known = i;
            }
        }
        for (int i = known + 1; i < filled.length; i++) {
            filled[i] = i - known > SHORT_GAP && i >= period ? filled[i - period] : filled[i - 1];
        }
        return filled;
    }

    private static void fill(double[] values, int before, int after, int period) {
        boolean seasonal = after - before - 1 > SHORT_GAP && period > 1;
        for (int i = before + 1; i < after; i++) {
            double share = (i - before) / (double) (after - before);
            values[i] =
                    seasonal && i >= period ? values[i - period] : values[before] * (1 - share) + values[after] * share;
        }
    }
}
