package dev.evenkeel.slo.budget;

/**
 * Events that were counted. Not whole numbers where a gap in the measurements was spread over time.
 *
 * @param good at least 0, at most {@code total}
 * @param total at least 0
 */
public record Counts(double good, double total) {

    public static final Counts NONE = new Counts(0, 0);

    public Counts {
        if (!(total >= 0 && good >= 0 && good <= total)) {
            throw new IllegalArgumentException("cannot be " + good + " good of " + total);
        }
    }

    public double bad() {
        return total - good;
    }

    /** The share of bad events, 0 to 1; 0 if there were no events, since nobody was let down. */
    public double errorRatio() {
        return total == 0 ? 0 : bad() / total;
    }

    public Counts plus(Counts other) {
        return new Counts(good + other.good, total + other.total);
    }

    /** The given share of the events, from 0 for none to 1 for all. */
    public Counts times(double share) {
        return new Counts(good * share, total * share);
    }
}
