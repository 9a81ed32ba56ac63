package dev.evenkeel.slo.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.slo.budget.ErrorBudget;
import dev.evenkeel.slo.burn.BurnPolicy;
import dev.evenkeel.slo.burn.BurnState;
import dev.evenkeel.slo.burn.SloStanding;
import dev.evenkeel.slo.objective.Slo;

/**
 * An objective as the API shows it.
 *
 * @param target the share of events that are to be good
 * @param windowStart when the window that counts now began
 * @param good events in the window
 * @param total events in the window
 * @param ratio good of all; {@code null} without events
 * @param budgetRemaining 1 is untouched, 0 is spent, below 0 the promise is broken
 * @param budgetLastsSeconds how long the budget lasts if it goes on burning as over the shortest long window;
 *     {@code null} if it does not burn
 */
public record SloView(
        String name,
        String displayName,
        String service,
        String description,
        Map<String, String> labels,
        double target,
        Instant windowStart,
        long windowSeconds,
        double good,
        double total,
        Double ratio,
        double budgetRemaining,
        Long budgetLastsSeconds,
        List<Policy> policies,
        Instant evaluatedAt) {

    /**
     * An alert on the burn rate.
     *
     * @param phase {@code calm}, {@code pending} or {@code firing}
     * @param since when the phase's breach began, or when the last one ended
     */
    public record Policy(
            String name,
            String severity,
            double threshold,
            String longWindow,
            double longBurnRate,
            String shortWindow,
            double shortBurnRate,
            String phase,
            Instant since) {}

    static SloView of(SloStanding standing) {
        Slo slo = standing.slo();
        ErrorBudget budget = standing.budget();
        Duration window = slo.window().lengthAt(standing.at());
        double good = budget.counts().good();
        double total = budget.counts().total();
        double burnRate = slo.policies().stream()
                .map(BurnPolicy::longWindow)
                .min(Duration::compareTo)
                .map(standing::burnRate)
                .orElse(0.0);
        return new SloView(
                slo.name(),
                slo.displayName(),
                slo.service(),
                slo.description(),
                slo.labels(),
                slo.target(),
                slo.window().startAt(standing.at()),
                window.toSeconds(),
                good,
                total,
                total == 0 ? null : good / total,
                budget.remaining(),
                budget.lasts(burnRate, window).map(Duration::toSeconds).orElse(null),
                slo.policies().stream().map(policy -> policy(standing, policy)).toList(),
                standing.at());
    }

    private static Policy policy(SloStanding standing, BurnPolicy policy) {
        BurnState state = standing.states().get(policy.name());
        return new Policy(
                policy.name(),
                policy.severity(),
                policy.threshold(),
                PrometheusDuration.format(policy.longWindow()),
                standing.burnRate(policy.longWindow()),
                PrometheusDuration.format(policy.shortWindow()),
                standing.burnRate(policy.shortWindow()),
                state.phase().name().toLowerCase(Locale.ROOT),
                state.since());
    }
}
