package dev.evenkeel.alertrouter.report;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code reports.yaml} read with the rest of the configuration. */
@Singleton
class ReportProducer {

    /** After {@code analytics.yaml}, whose labels it may name. */
    private static final int RANK = 61;

    @Produces
    @Singleton
    FeatureFile<Reports> file() {
        return new FeatureFile<>(
                "reports.yaml",
                RANK,
                Reports.class,
                Reports.NONE,
                (root, config) -> new ReportReader(config).read(root));
    }
}
