package dev.evenkeel.capacity.forecast;

/** A way to continue a series. Series hold finite numbers only, one per step, the oldest first. */
interface ForecastMethod {

    /** Shown to people and kept with the forecast: lower case, words joined by hyphens. */
    String name();

    /** How many values it takes at least to be fitted. */
    int leastLength();

    /** Learns from a series of at least {@link #leastLength()} values. */
    Fitted fit(double[] series);

    /** A method that has learnt its parameters and can be started from any later end of the series. */
    interface Fitted {

        /** The next values after the end of {@code series}, which is at least as long as the one learnt from. */
        double[] forecast(double[] series, int horizon);
    }
}
