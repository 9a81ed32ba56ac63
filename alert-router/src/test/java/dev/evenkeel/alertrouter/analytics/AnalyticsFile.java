package dev.evenkeel.alertrouter.analytics;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** How {@code analytics.yaml} is read, for tests of other packages. */
public final class AnalyticsFile {

    private AnalyticsFile() {}

    public static FeatureFile<AnalyticsConfig> file() {
        return new AnalyticsProducer().file();
    }
}
