package dev.evenkeel.capacity.forecast;

/**
 * As it was a season ago; with a period of one, as it is now.
 *
 * @see <a href="https://otexts.com/fpp3/simple-methods.html">Forecasting: Principles and Practice, section 5.2</a>
 */
final class SeasonalNaive implements ForecastMethod {

    private final int period;

    SeasonalNaive(int period) {
        this.period = period;
    }

    @Override
    public String name() {
        return period == 1 ? "naive" : "seasonal-naive";
    }

    @Override
    public int leastLength() {
        return period;
    }

    @Override
    public Fitted fit(double[] series) {
        return (start, horizon) -> {
            double[] forecast = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                forecast[h] = start[start.length - period + h % period];
            }
            return forecast;
        };
    }
}
