package dev.evenkeel.alertrouter.oncall;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code oncall.yaml} read with the rest of the configuration. */
@Singleton
class OncallProducer {

    private static final int RANK = 10;

    @Produces
    @Singleton
    FeatureFile<OncallDirectory> file() {
        return new FeatureFile<>(
                "oncall.yaml",
                RANK,
                OncallDirectory.class,
                OncallDirectory.empty(),
                (root, config) -> new OncallReader(config.receivers().keySet()).read(root));
    }
}
