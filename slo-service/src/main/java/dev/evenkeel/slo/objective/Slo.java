package dev.evenkeel.slo.objective;

import java.util.List;
import java.util.Map;

import dev.evenkeel.slo.burn.BurnPolicy;

/**
 * One promise: one objective of an OpenSLO document of kind {@code SLO}.
 *
 * @param name unique; the document's name, with {@code -2}, {@code -3}... for its further objectives
 * @param displayName for people
 * @param service the service that promises
 * @param description for people; may be empty
 * @param target the share of events that are to be good, above 0 and below 1
 * @param window over which the promise holds
 * @param indicator how good events are told from bad ones
 * @param policies when a burning budget is worth an alert, at least one
 * @param labels of the document, for those who group by them
 */
public record Slo(
        String name,
        String displayName,
        String service,
        String description,
        double target,
        BudgetWindow window,
        Indicator indicator,
        List<BurnPolicy> policies,
        Map<String, String> labels) {

    public Slo {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("a target lies between 0 and 1, not " + target);
        }
        policies = List.copyOf(policies);
        labels = Map.copyOf(labels);
    }
}
