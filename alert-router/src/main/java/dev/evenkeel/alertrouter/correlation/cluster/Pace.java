package dev.evenkeel.alertrouter.correlation.cluster;

/**
 * How the alerts of one fault come in: {@code n f(u)} per second, {@code u} seconds after the first of them, where {@code f}
 * is the density of a Lomax distribution and {@code n}, how many there will be, has a gamma distribution. A burst, then a
 * long tail; the tail of a power law, because a fault goes on for as long as it takes.
 *
 * @param scale of the density in seconds
 * @param power of the tail, above 1
 * @param shape of the gamma distribution
 * @param rate of the gamma distribution; {@code shape / rate} alerts are expected
 * @param noise alerts per second that have nothing to do with any fault
 * @param onsetCost what a new fault costs, in nats: how unlikely it is at any moment
 */
public record Pace(double scale, double power, double shape, double rate, double noise, double onsetCost) {

    /** Tuned as docs/correlation.md says. */
    public static final Pace TUNED = new Pace(40, 1.5, 2, 0.05, 1e-5, 9);

    public Pace {
        if (!(scale > 0 && power > 1 && shape > 0 && rate > 0 && noise > 0 && onsetCost > 0)) {
            throw new IllegalArgumentException("not a pace of alerts");
        }
    }

    /**
     * The share of a fault's alerts per second, after {@code u} seconds.
     *
     * @param cumulated the share that has come by then, from which it follows without another power
     */
    double density(double u, double cumulated) {
        return (power - 1) * (1 - cumulated) / (scale + u);
    }

    /** The share of a fault's alerts that have come after {@code u} seconds. */
    double cumulated(double u) {
        return 1 - Math.pow(1 + u / scale, 1 - power);
    }

    /** How many alerts a fault will have, after {@code count} in the time in which that share of them comes. */
    double expected(double count, double cumulated) {
        return (shape + count) / (rate + cumulated);
    }
}
