package dev.evenkeel.backup.targets;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.LiveConfiguration;

/** The service's configuration as a bean, which the platform keeps in step with the files. */
class BackupConfigurationProducer {

    @Produces
    @Singleton
    LiveConfiguration<BackupConfiguration> configuration(Clock clock) {
        return new LiveConfiguration<>(BackupConfigurationReader.reader(), BackupConfiguration.EMPTY, clock);
    }
}
