package dev.evenkeel.slo.burn;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.budget.ErrorBudget;
import dev.evenkeel.slo.objective.Slo;

/**
 * How an objective stands at a moment.
 *
 * @param budget over the objective's own window
 * @param counts over each window of its policies, by length
 * @param states of its policies, by name
 * @param at the moment
 */
public record SloStanding(
        Slo slo, ErrorBudget budget, Map<Duration, Counts> counts, Map<String, BurnState> states, Instant at) {

    public SloStanding {
        counts = Map.copyOf(counts);
        states = Map.copyOf(states);
    }

    /** The burn rate over the window of a policy. */
    public double burnRate(Duration window) {
        return budget.burnRate(counts.getOrDefault(window, Counts.NONE));
    }

    boolean breaches(BurnPolicy policy) {
        return policy.isBreached(
                budget,
                counts.getOrDefault(policy.longWindow(), Counts.NONE),
                counts.getOrDefault(policy.shortWindow(), Counts.NONE));
    }
}
