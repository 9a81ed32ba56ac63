package dev.evenkeel.alertrouter.escalation.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.platform.series.Labels;

/**
 * What {@code escalation.yaml} says.
 *
 * @param urgencies of each severity
 * @param policies by name, in the order of the file
 * @param rules the first that is for an incident counts
 * @param personal the first that is for a person counts
 */
public record EscalationRules(
        Map<Severity, Urgency> urgencies,
        Map<String, Policy> policies,
        List<PolicyRule> rules,
        List<PersonalRule> personal) {

    private static final EscalationRules NONE = new EscalationRules(defaultUrgencies(), Map.of(), List.of(), List.of());

    public EscalationRules {
        urgencies = Collections.unmodifiableMap(new EnumMap<>(urgencies));
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        rules = List.copyOf(rules);
        personal = List.copyOf(personal);
    }

    /** Nothing is escalated: what holds without the file. */
    public static EscalationRules none() {
        return NONE;
    }

    /** What is critical is urgent. */
    public static Map<Severity, Urgency> defaultUrgencies() {
        var urgencies = new EnumMap<Severity, Urgency>(Severity.class);
        for (Severity severity : Severity.values()) {
            urgencies.put(severity, severity == Severity.CRITICAL ? Urgency.HIGH : Urgency.LOW);
        }
        return urgencies;
    }

    public boolean isEmpty() {
        return policies.isEmpty();
    }

    public Urgency urgency(Severity severity) {
        return urgencies.get(severity);
    }

    /**
     * The policy for an incident, if there is one.
     *
     * @param receiver of its route
     * @param alerts the labels of its alerts
     */
    public Optional<Policy> policyFor(String receiver, Severity severity, Collection<Labels> alerts) {
        return policy(choice(receiver, severity).seen(alerts));
    }

    /** The choice of a policy for an incident before any of its alerts was seen. */
    public PolicyChoice choice(String receiver, Severity severity) {
        return PolicyChoice.of(
                rules.stream().filter(rule -> rule.isFor(receiver, severity)).toList());
    }

    public Optional<Policy> policy(PolicyChoice choice) {
        return choice.found().flatMap(PolicyRule::policy).map(policies::get);
    }

    public Optional<Policy> policy(String name) {
        return Optional.ofNullable(policies.get(name));
    }

    /** How a person wants to be told, if anything is said of that. */
    public Optional<PersonalRule> ruleFor(String person) {
        return personal.stream().filter(rule -> rule.isFor(person)).findFirst();
    }
}
