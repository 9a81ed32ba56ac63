package dev.evenkeel.slo.incident;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.platform.incidents.IncidentEventHandler;
import dev.evenkeel.platform.incidents.IncidentStore;

/** Has the platform keep incidents for this service. */
@Singleton
class IncidentsProducer {

    @Produces
    @Singleton
    IncidentStore store(Pool pool) {
        return new IncidentStore(pool);
    }

    @Produces
    @Singleton
    IncidentEventHandler handler(IncidentStore store) {
        return new IncidentEventHandler(store);
    }
}
