package dev.evenkeel.platform.incidents;

import java.util.Set;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.EventHandler;

/** Keeps what the alert-router tells of incidents. Events may come late, again, or in any order. */
public final class IncidentEventHandler implements EventHandler {

    private static final Set<String> TYPES = Set.of(
            "dev.evenkeel.alert.incident.opened.v1",
            "dev.evenkeel.alert.incident.updated.v1",
            "dev.evenkeel.alert.incident.resolved.v1");

    private final IncidentStore store;

    public IncidentEventHandler(IncidentStore store) {
        this.store = store;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, CloudEvent event) {
        return Uni.createFrom().deferred(() -> store.note(transaction, IncidentEventJson.read(event.data())));
    }
}
