package dev.evenkeel.slo.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * The error budget of an objective: the bad events that its target allows among the events of its window.
 *
 * @param target the share of events that are to be good, above 0 and below 1
 * @param counts the events of the window so far
 * @see <a href="https://sre.google/workbook/implementing-slos/">The Site Reliability Workbook, chapter 2</a>
 */
public record ErrorBudget(double target, Counts counts) {

    /** The share of bad events that is allowed. */
    public double allowedRatio() {
        return 1 - target;
    }

    /**
     * The share of the budget that is left: 1 is untouched, 0 is spent, below 0 the promise is broken by so many budgets.
     * 1 if there were no events.
     */
    public double remaining() {
        return counts.total() == 0 ? 1 : 1 - counts.errorRatio() / allowedRatio();
    }

    public boolean isSpent() {
        return remaining() <= 0;
    }

    /**
     * How many times faster than allowed events go wrong: at 1 the budget lasts exactly one window.
     *
     * @param counts the events of the time over which the rate is taken
     * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
     */
    public double burnRate(Counts counts) {
        return counts.errorRatio() / allowedRatio();
    }

    /**
     * When the budget will be spent if it goes on burning at a rate; empty if it does not burn. Zero if it is spent.
     *
     * @param window the length of a whole window
     */
    public Optional<Duration> lasts(double burnRate, Duration window) {
        if (isSpent()) {
            return Optional.of(Duration.ZERO);
        }
        if (burnRate <= 0) {
            return Optional.empty();
        }
        double seconds = remaining() * window.toSeconds() / burnRate;
        return seconds > Duration.ofDays(3650).toSeconds()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    }
}
