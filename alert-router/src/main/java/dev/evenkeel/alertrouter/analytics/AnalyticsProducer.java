package dev.evenkeel.alertrouter.analytics;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code analytics.yaml} read with the rest of the configuration. */
@Singleton
class AnalyticsProducer {

    private static final int RANK = 60;

    @Produces
    @Singleton
    FeatureFile<AnalyticsConfig> file() {
        return new FeatureFile<>(
                "analytics.yaml",
                RANK,
                AnalyticsConfig.class,
                AnalyticsConfig.DEFAULT,
                (root, config) -> AnalyticsReader.read(root));
    }
}
