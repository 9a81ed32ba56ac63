package dev.evenkeel.capacity.forecast;

/**
 * Where a method calculates: logarithms for what grows in proportion, the values themselves for what grows evenly. Both
 * bring series to about the size of one, so that no calculation overflows.
 */
sealed interface Scale {

    double of(double value);

    double back(double scaled);

    default double[] of(double[] values) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = of(values[i]);
        }
        return scaled;
    }

    /** @param unit what counts as one; above 0 */
    record Linear(double unit) implements Scale {

        static Linear fitting(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return new Linear(Math.max(largest, Double.MIN_NORMAL));
        }

        @Override
        public double of(double value) {
            return value / unit;
        }

        @Override
        public double back(double scaled) {
            return finite(scaled * unit);
        }
    }

    /** @param offset added before the logarithm is taken, so that zero has one; 0 if all values are above zero */
    record Logarithmic(double offset) implements Scale {

        /** For values that are none of them negative. A zero lies one order below the mean of the series. */
        static Logarithmic fitting(double[] values) {
            double least = Double.MAX_VALUE;
            double mean = 0;
            for (double value : values) {
                least = Math.min(least, value);
                mean += value / values.length;
            }
            return new Logarithmic(least > mean * 1e-3 && least > 0 ? 0 : Math.max(mean * 0.1, 1e-9));
        }

        @Override
        public double of(double value) {
            return Math.log(Math.max(value, 0) + offset);
        }

        @Override
        public double back(double scaled) {
            return finite(Math.max(0, Math.exp(scaled) - offset));
        }
    }

    private static double finite(double value) {
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
