package dev.evenkeel.alertrouter.heartbeat;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** Has {@code heartbeats.yaml} read with the rest of the configuration. */
@Singleton
class HeartbeatProducer {

    private static final int RANK = 31;

    @Produces
    @Singleton
    FeatureFile<Heartbeats> file(MatcherSyntax syntax) {
        return new FeatureFile<>(
                "heartbeats.yaml",
                RANK,
                Heartbeats.class,
                Heartbeats.NONE,
                (root, config) -> new HeartbeatReader(syntax).read(root));
    }
}
