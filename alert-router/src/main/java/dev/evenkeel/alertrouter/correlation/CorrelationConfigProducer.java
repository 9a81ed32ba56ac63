package dev.evenkeel.alertrouter.correlation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code correlation.yaml} read with the rest of the configuration. */
class CorrelationConfigProducer {

    private static final int RANK = 50;

    @Produces
    @Singleton
    FeatureFile<CorrelationConfig> file() {
        return new FeatureFile<>(
                "correlation.yaml",
                RANK,
                CorrelationConfig.class,
                CorrelationConfig.DEFAULT,
                (document, before) -> CorrelationConfigReader.read(document));
    }
}
