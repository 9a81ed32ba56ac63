package dev.evenkeel.alertrouter.escalation.policy;

import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.matching.Matchers;

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

    /** As far as that can be said without its alerts. */
    boolean isFor(String receiver, Severity severity) {
        return (severities.isEmpty() || severities.contains(severity))
                && (receivers.isEmpty() || receivers.contains(receiver));
    }
}
