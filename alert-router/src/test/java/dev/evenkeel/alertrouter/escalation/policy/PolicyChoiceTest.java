package dev.evenkeel.alertrouter.escalation.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyChoiceTest {

    private static final Labels FIRST = Labels.of("tier", "1");
    private static final Labels THIRD = Labels.of("tier", "3");

    @Test
    void whereNoRuleAsksForLabelsNoAlertHasToBeSeen() {
        PolicyChoice choice = choice(rule("", "all"), rule("tier=\"1\"", "first"));

        assertThat(choice.isMade()).isTrue();
        assertThat(choice.found().flatMap(PolicyRule::policy)).contains("all");
    }

    @Test
    void theFirstRuleThatAnyAlertFulfilsHoldsInWhicheverOrderTheyAreSeen() {
        PolicyChoice choice = choice(rule("tier=\"1\"", "first"), rule("tier=\"3\"", "third"), rule("", "all"));

        assertThat(choice.found().flatMap(PolicyRule::policy)).contains("all");
        PolicyChoice later = choice.seen(List.of(THIRD));
        assertThat(later.isMade()).isFalse();
        assertThat(later.found().flatMap(PolicyRule::policy)).contains("third");
        PolicyChoice made = later.seen(List.of(THIRD, FIRST));

        assertThat(made.isMade()).isTrue();
        assertThat(made.found().flatMap(PolicyRule::policy)).contains("first");
    }

    @Test
    void rulesForOtherReceiversAndSeveritiesAreNoneOfTheQuestions() {
        var elsewhere = new PolicyRule(Matchers.none(), Set.of(), Set.of("other"), Optional.of("other"));
        var worse = new PolicyRule(Matchers.none(), Set.of(Severity.CRITICAL), Set.of(), Optional.of("worse"));

        assertThat(choice(elsewhere, worse).found()).isEmpty();
        assertThat(choice(elsewhere, worse).isMade()).isTrue();
    }

    private static PolicyChoice choice(PolicyRule... rules) {
        return new EscalationRules(EscalationRules.defaultUrgencies(), Map.of(), List.of(rules), List.of())
                .choice("pager", Severity.WARNING);
    }

    private static PolicyRule rule(String matchers, String policy) {
        var all = matchers.isEmpty() ? Matchers.none() : new Matchers(MatcherSyntax.FALLBACK.parseList(matchers));
        return new PolicyRule(all, Set.of(), Set.of(), Optional.of(policy));
    }
}
