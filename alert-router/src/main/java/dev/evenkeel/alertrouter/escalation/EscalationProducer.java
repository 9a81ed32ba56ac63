package dev.evenkeel.alertrouter.escalation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** Has {@code escalation.yaml} read with the rest of the configuration. */
@Singleton
class EscalationProducer {

    /** After {@code oncall.yaml}, whose people, teams and schedules it names. */
    private static final int RANK = 20;

    @Produces
    @Singleton
    FeatureFile<EscalationRules> file(MatcherSyntax syntax) {
        return new FeatureFile<>(
                "escalation.yaml",
                RANK,
                EscalationRules.class,
                EscalationRules.none(),
                (root, config) -> new EscalationReader(config, syntax).read(root));
    }
}
