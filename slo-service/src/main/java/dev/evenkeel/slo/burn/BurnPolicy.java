package dev.evenkeel.slo.burn;

import java.time.Duration;
import java.util.List;

import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.budget.ErrorBudget;

/**
 * An alert on the burn rate over two windows: the long one says that it matters, the short one that it still goes on, so
 * that the alert ends soon after the trouble does.
 *
 * @param name unique within its objective
 * @param severity given to the alert, such as {@code page} or {@code ticket}
 * @param threshold the burn rate from which on the policy fires
 * @param longWindow over which it is taken
 * @param alertAfter how long it must last before the policy fires; may be zero
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5, approach 6</a>
 */
public record BurnPolicy(String name, String severity, double threshold, Duration longWindow, Duration alertAfter) {

    /** What the workbook recommends for a target of 99.9 % over 30 days: two pages and a ticket. */
    public static final List<BurnPolicy> RECOMMENDED = List.of(
            new BurnPolicy("fast-burn", "page", 14.4, Duration.ofHours(1), Duration.ZERO),
            new BurnPolicy("burn", "page", 6, Duration.ofHours(6), Duration.ZERO),
            new BurnPolicy("slow-burn", "ticket", 1, Duration.ofDays(3), Duration.ZERO));

    /** The workbook's rule: a twelfth of the long one. */
    public Duration shortWindow() {
        return longWindow.dividedBy(12);
    }

    /** Whether the budget burns as fast as the policy minds. */
    public boolean isBreached(ErrorBudget budget, Counts inLongWindow, Counts inShortWindow) {
        return budget.burnRate(inLongWindow) >= threshold && budget.burnRate(inShortWindow) >= threshold;
    }
}
