package dev.evenkeel.health.catalog;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Makes the catalog the configuration of this service. */
@Singleton
class CatalogProducer {

    @Produces
    @Singleton
    LiveConfiguration<Catalog> catalog(Clock clock) {
        return new LiveConfiguration<>(new CatalogReader(), Catalog.EMPTY, clock);
    }
}
