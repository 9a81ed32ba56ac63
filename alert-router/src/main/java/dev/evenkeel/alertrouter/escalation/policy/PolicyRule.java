package dev.evenkeel.alertrouter.escalation.policy;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

/**
 * Which incidents a policy is for.
 *
 * @param matchers that hold for at least one of its alerts
 * @param severities one of which it has; any if it is empty
 * @param receivers one of which its route names; any if it is empty
 * @param policy by name; empty if nobody is to be told of such incidents by escalation
 */
public record PolicyRule(Matchers matchers, Set<Severity> severities, Set<String> receivers, Optional<String> policy) {

    public PolicyRule {
        severities = Set.copyOf(severities);
        receivers = Set.copyOf(receivers);
    }

    boolean isFor(String receiver, Severity severity, Collection<Labels> alerts) {
        return (severities.isEmpty() || severities.contains(severity))
                && (receivers.isEmpty() || receivers.contains(receiver))
                && (matchers.isEmpty() || alerts.stream().anyMatch(matchers::match));
    }
}
