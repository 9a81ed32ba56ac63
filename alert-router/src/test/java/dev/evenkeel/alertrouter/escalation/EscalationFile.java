package dev.evenkeel.alertrouter.escalation;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** How {@code escalation.yaml} is read, for tests of other packages. */
public final class EscalationFile {

    private EscalationFile() {}

    public static FeatureFile<EscalationRules> file() {
        return new EscalationProducer().file(MatcherSyntax.FALLBACK);
    }
}
