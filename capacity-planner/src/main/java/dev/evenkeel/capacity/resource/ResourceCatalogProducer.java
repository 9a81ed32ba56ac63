package dev.evenkeel.capacity.resource;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Makes the catalog of resources the configuration of this service. */
@Singleton
class ResourceCatalogProducer {

    @Produces
    @Singleton
    LiveConfiguration<ResourceCatalog> resources(Clock clock) {
        return new LiveConfiguration<>(new ResourceCatalogReader(), ResourceCatalog.EMPTY, clock);
    }
}
