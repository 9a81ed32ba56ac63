package dev.evenkeel.alertrouter.escalation.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.series.Labels;

/**
 * Which rule holds for an incident, as far as its alerts were seen. Of an incident with many alerts they can be shown to it
 * part by part, until it is {@linkplain #isMade() made}.
 *
 * @param open rules that hold instead if one of the alerts that were not seen yet fulfils them, the first of them first
 * @param found the rule that holds by what was seen
 */
public record PolicyChoice(List<PolicyRule> open, Optional<PolicyRule> found) {

    public PolicyChoice {
        open = List.copyOf(open);
    }

    /** @param rules those that are for such an incident whatever its alerts say, in order */
    static PolicyChoice of(List<PolicyRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matchers().isEmpty()) {
                return new PolicyChoice(rules.subList(0, i), Optional.of(rules.get(i)));
            }
        }
        return new PolicyChoice(rules, Optional.empty());
    }

    /** Whether no alert can change it any more. */
    public boolean isMade() {
        return open.isEmpty();
    }

    /** The same with more alerts seen. */
    public PolicyChoice seen(Collection<Labels> alerts) {
        for (int i = 0; i < open.size(); i++) {
            PolicyRule rule = open.get(i);
            if (alerts.stream().anyMatch(rule.matchers()::match)) {
                return new PolicyChoice(open.subList(0, i), Optional.of(rule));
            }
        }
        return this;
    }
}
