package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Hands the configuration in force to the rest of the service, and the way to read it to the platform. */
@Singleton
class RouterConfigProducer {

    @Produces
    @Singleton
    LiveConfiguration<RouterConfig> configuration(
            @ConfigProperty(name = "evenkeel.configuration.folder") Path folder, Clock clock) {
        return new LiveConfiguration<>(new RouterConfigReader(folder.toAbsolutePath()), RouterConfig.toInbox(), clock);
    }
}
