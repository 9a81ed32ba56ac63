package dev.evenkeel.capacity.forecast;

/**
 * Goes on along the line from the first to the last value (random walk with drift): what a filling disk does.
 *
 * @see <a href="https://otexts.com/fpp3/simple-methods.html">Forecasting: Principles and Practice, section 5.2</a>
 */
final class LinearTrend implements ForecastMethod {

    @Override
    public String name() {
        return "linear-trend";
    }

    @Override
    public int leastLength() {
        return 3;
    }

    @Override
    public Fitted fit(double[] series) {
        double slope = (series[series.length - 1] - series[0]) / (series.length - 1);
        return (start, horizon) -> {
            double[] forecast = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                forecast[h] = start[start.length - 1] + slope * (h + 1);
            }
            return forecast;
        };
    }
}
