package dev.evenkeel.platform.query.engine;

import java.util.Arrays;

/** Numbers that stand for many numbers. None of the arrays may be empty. */
final class Statistics {

    private Statistics() {}

    /** Neumaier's compensated sum, so that the order and the size of the values do not matter. */
    static double sum(double[] values) {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }

    /** The mean, found incrementally so that large values do not overflow; one infinity decides it. */
    static double mean(double[] values) {
        CompensatedSum mean = new CompensatedSum();
        for (int count = 1; count <= values.length; count++) {
            double value = values[count - 1];
            double sofar = mean.plain();
            if (Double.isInfinite(sofar)) {
                boolean changesNothing = Double.isInfinite(value) ? sofar > 0 == value > 0 : !Double.isNaN(value);
                if (changesNothing) {
                    continue;
                }
            }
            mean.add(value / count - sofar / count);
        }
        return mean.value();
    }

    static double min(double[] values) {
        double min = values[0];
        for (double value : values) {
            if (value < min || Double.isNaN(min)) {
                min = value;
            }
        }
        return min;
    }

    static double max(double[] values) {
        double max = values[0];
        for (double value : values) {
            if (value > max || Double.isNaN(max)) {
                max = value;
            }
        }
        return max;
    }

    /** The variance of the values as the whole population, by Welford's method. */
    static double variance(double[] values) {
        CompensatedSum mean = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        int count = 0;
        for (double value : values) {
            count++;
            double delta = value - mean.value();
            mean.add(delta / count);
            squares.add(delta * (value - mean.value()));
        }
        return squares.value() / count;
    }

    /** Interpolates linearly between the two nearest values; outside of 0 to 1 the answer is infinite. */
    static double quantile(double quantile, double[] values) {
        if (Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = sortedNotANumberFirst(values);
        double rank = quantile * (sorted.length - 1);
        int lower = Math.max(0, (int) Math.floor(rank));
        int upper = Math.min(sorted.length - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }

    private static double[] sortedNotANumberFirst(double[] values) {
        double[] sorted = new double[values.length];
        int notANumber = 0;
        int numbers = values.length;
        for (double value : values) {
            if (Double.isNaN(value)) {
                sorted[notANumber++] = value;
            } else {
                sorted[--numbers] = value;
            }
        }
        Arrays.sort(sorted, notANumber, sorted.length);
        return sorted;
    }
}
