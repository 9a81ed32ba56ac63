package dev.evenkeel.alertrouter.interaction;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code interactions.yaml} read with the rest of the configuration. */
@Singleton
class InteractionProducer {

    private static final int RANK = 30;

    @Produces
    @Singleton
    FeatureFile<Interactions> file() {
        return new FeatureFile<>(
                "interactions.yaml",
                RANK,
                Interactions.class,
                Interactions.NONE,
                (root, config) -> Interactions.read(root));
    }
}
