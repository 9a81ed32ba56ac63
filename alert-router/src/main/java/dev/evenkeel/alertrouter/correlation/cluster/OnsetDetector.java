package dev.evenkeel.alertrouter.correlation.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits a stream of alerts where new faults begin.
 *
 * <p>Each alert may be the first of a new fault: a hypothesis. A hypothesis predicts the rate of the alerts that follow, and
 * is as good as that prediction turns out to be; the best chain of hypotheses is the split. It is Bayesian online
 * changepoint detection (R. P. Adams and D. J. C. MacKay, 2007; P. Fearnhead and Z. Liu, 2007, for the most likely chain),
 * with the decaying rate of {@link Pace} in place of a constant one, so that the fading of a fault is no change and a new
 * burst within its tail is.
 *
 * <p>Alerts of the same second are mostly one observation, made by one round of evaluation: {@code n} of them weigh
 * {@code log2(1 + n)}.
 *
 * <p>Not safe for several threads.
 */
final class OnsetDetector {

    /** What is this much less likely than the best, in nats, does not come back. */
    private static final double HOPELESS = 40;

    private static final int MOST_HYPOTHESES = 512;

    /** That a fault began with an alert, the one with this index, at so many seconds. */
    private static final class Hypothesis {

        private final int index;
        private final double at;
        private final Hypothesis before;
        private double likelihood;
        private double count;
        /** The share of the fault's alerts that have come by now. */
        private double cumulated;
        /** The alerts per second that it predicted for now. */
        private double rate;

        Hypothesis(int index, double at, Hypothesis before, double likelihood, double count) {
            this.index = index;
            this.at = at;
            this.before = before;
            this.likelihood = likelihood;
            this.count = count;
        }
    }

    private final Pace pace;
    private List<Hypothesis> hypotheses = new ArrayList<>();
    private long second = Long.MIN_VALUE;
    private int inThisSecond;

    OnsetDetector(Pace pace) {
        this.pace = pace;
    }

    /**
     * Takes in the next alert.
     *
     * @param index grows with each alert
     * @param at in seconds, not before that of the alert before
     * @return how much likelier it is, in nats, that this alert continues what was there than that it begins a fault;
     *     infinite for the first one
     */
    double observe(int index, double at) {
        double weight = weight(at);
        if (hypotheses.isEmpty()) {
            hypotheses.add(new Hypothesis(index, at, null, 0, weight));
            return Double.POSITIVE_INFINITY;
        }
        for (Hypothesis each : hypotheses) {
            double now = pace.cumulated(at - each.at);
            double expected = pace.expected(each.count, each.cumulated);
            each.likelihood -= expected * (now - each.cumulated);
            each.rate = expected * pace.density(at - each.at, now);
            each.cumulated = now;
        }
        Hypothesis parent = best();
        double begins =
                parent.likelihood - pace.onsetCost() + weight * Math.log(pace.expected(0, 0) * pace.density(0, 0));
        for (Hypothesis each : hypotheses) {
            each.likelihood += weight * Math.log(each.rate + pace.noise());
            each.count += weight;
        }
        double continues = best().likelihood;
        hypotheses.add(new Hypothesis(index, at, parent, begins, weight));
        forgetTheHopeless();
        return continues - begins;
    }

    private double weight(double at) {
        long now = Math.round(at);
        inThisSecond = now == second ? inThisSecond + 1 : 1;
        second = now;
        return log2(inThisSecond + 1.0) - log2(inThisSecond);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private Hypothesis best() {
        Hypothesis best = hypotheses.getFirst();
        for (Hypothesis each : hypotheses) {
            if (each.likelihood > best.likelihood) {
                best = each;
            }
        }
        return best;
    }

    private void forgetTheHopeless() {
        double least = best().likelihood - HOPELESS;
        hypotheses.removeIf(each -> each.likelihood < least);
        if (hypotheses.size() > MOST_HYPOTHESES) {
            hypotheses.sort(Comparator.comparingDouble((Hypothesis each) -> each.likelihood)
                    .reversed()
                    .thenComparingInt(each -> each.index));
            hypotheses = new ArrayList<>(hypotheses.subList(0, MOST_HYPOTHESES / 2));
        }
    }

    /** The index of the alert with which the fault began that the alert {@code index} belongs to, as it looks now. */
    int onsetOf(int index) {
        Hypothesis at = best();
        while (at.index > index && at.before != null) {
            at = at.before;
        }
        return at.index;
    }
}
