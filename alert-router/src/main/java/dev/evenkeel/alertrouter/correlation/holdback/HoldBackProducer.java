package dev.evenkeel.alertrouter.correlation.holdback;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** Has {@code hold-back.yaml} read with the rest of the configuration. */
class HoldBackProducer {

    private static final int RANK = 51;

    @Produces
    @Singleton
    FeatureFile<HoldBackRules> file(MatcherSyntax syntax) {
        return new FeatureFile<>(
                "hold-back.yaml",
                RANK,
                HoldBackRules.class,
                HoldBackRules.NONE,
                (document, before) -> new HoldBackReader(syntax).read(document));
    }
}
