package dev.evenkeel.alertrouter.heartbeat;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;

/** Has {@code heartbeats.yaml} read with the rest of the configuration. */
@Singleton
class HeartbeatProducer {

    private static final int RANK = 31;

    @Produces
    @Singleton
    FeatureFile<Heartbeats> file() {
        return new FeatureFile<>(
                "heartbeats.yaml",
                RANK,
                Heartbeats.class,
                Heartbeats.NONE,
                (root, config) -> HeartbeatReader.read(root));
    }
}
