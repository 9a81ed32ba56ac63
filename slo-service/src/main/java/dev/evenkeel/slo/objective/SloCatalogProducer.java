package dev.evenkeel.slo.objective;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Makes the OpenSLO documents the configuration of this service. */
@Singleton
class SloCatalogProducer {

    @Produces
    @Singleton
    LiveConfiguration<SloCatalog> slos(Clock clock) {
        return new LiveConfiguration<>(new OpenSloReader(), SloCatalog.EMPTY, clock);
    }
}
