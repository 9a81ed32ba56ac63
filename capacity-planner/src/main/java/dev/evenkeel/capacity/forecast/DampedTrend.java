package dev.evenkeel.capacity.forecast;

/**
 * Exponential smoothing of level and trend, the trend fading with the distance. The weights are those of a small grid
 * with the least squared error one step ahead.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.31.10.1237">E. S. Gardner, E. McKenzie: Forecasting Trends in Time Series,
 *     Management Science 31 (1985)</a>
 */
final class DampedTrend implements ForecastMethod {

    private static final double[] LEVEL = {0.1, 0.3, 0.5, 0.7, 0.9, 0.99};
    private static final double[] TREND = {0.01, 0.05, 0.2, 0.4};
    private static final double[] DAMPING = {0.8, 0.9, 0.98};

    @Override
    public String name() {
        return "damped-trend";
    }

    @Override
    public int leastLength() {
        return 6;
    }

    @Override
    public Fitted fit(double[] series) {
        Weights best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double level : LEVEL) {
            for (double trend : TREND) {
                for (double damping : DAMPING) {
                    Weights weights = new Weights(level, trend, damping);
                    double error = weights.smooth(series).squaredError();
                    if (best == null || error < least) {
                        best = weights;
                        least = error;
                    }
                }
            }
        }
        Weights fitted = best;
        return (start, horizon) -> fitted.smooth(start).forecast(horizon, fitted.damping());
    }

    private record Weights(double level, double trend, double damping) {

        Smoothed smooth(double[] series) {
            double l = series[0];
            double b = 0;
            double squares = 0;
            for (int t = 1; t < series.length; t++) {
                double expected = l + damping * b;
                double error = series[t] - expected;
                squares += error * error;
                l = expected + level * error;
                b = damping * b + level * trend * error;
            }
            return new Smoothed(l, b, squares);
        }
    }

    private record Smoothed(double level, double trend, double squaredError) {

        double[] forecast(int horizon, double damping) {
            double[] forecast = new double[horizon];
            double value = level;
            double step = trend;
            for (int h = 0; h < horizon; h++) {
                step *= damping;
                value += step;
                forecast[h] = value;
            }
            return forecast;
        }
    }
}
