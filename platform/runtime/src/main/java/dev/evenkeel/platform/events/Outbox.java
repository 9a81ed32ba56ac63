package dev.evenkeel.platform.events;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where a service puts an event in the same transaction as the change that the event tells of. */
public interface Outbox {

    /**
     * Writes the event for every subscriber of its type. Nothing is sent before the transaction commits, and nothing is
     * sent if it rolls back.
     *
     * @param transaction the connection on which the change is being written, with a transaction open
     */
    Uni<Void> append(SqlConnection transaction, CloudEvent event);
}
