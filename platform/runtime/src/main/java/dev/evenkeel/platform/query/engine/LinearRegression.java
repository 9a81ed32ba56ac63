package dev.evenkeel.platform.query.engine;

/**
 * The line of least squares through the samples of a window.
 *
 * @param slope per second
 * @param intercept the value at the moment that was asked for
 */
record LinearRegression(double slope, double intercept) {

    double valueAfter(double seconds) {
        return slope * seconds + intercept;
    }

    /**
     * @param window at least two samples
     * @param origin where {@code intercept} is wanted, in milliseconds since 1970
     */
    static LinearRegression of(Window window, long origin) {
        double first = window.value(0);
        boolean constant = true;
        CompensatedSum sumX = new CompensatedSum();
        CompensatedSum sumY = new CompensatedSum();
        CompensatedSum sumXY = new CompensatedSum();
        CompensatedSum sumX2 = new CompensatedSum();
        for (int i = 0; i < window.size(); i++) {
            double x = (window.time(i) - origin) / 1000.0;
            double y = window.value(i);
            constant &= y == first;
            sumX.add(x);
            sumY.add(y);
            sumXY.add(x * y);
            sumX2.add(x * x);
        }
        if (constant) {
            // rounding must not give a flat line a slope
            return Double.isInfinite(first)
                    ? new LinearRegression(Double.NaN, Double.NaN)
                    : new LinearRegression(0, first);
        }
        double n = window.size();
        double covariance = sumXY.value() - sumX.value() * sumY.value() / n;
        double variance = sumX2.value() - sumX.value() * sumX.value() / n;
        double slope = covariance / variance;
        return new LinearRegression(slope, sumY.value() / n - slope * sumX.value() / n);
    }
}
