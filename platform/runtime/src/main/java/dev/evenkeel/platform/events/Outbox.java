package dev.evenkeel.platform.events;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where a service puts an event in the same transaction as the change that the event tells of. */
public interface Outbox {

    /**
     * Writes the event for every subscriber of its type. Nothing is sent before the transaction commits, and nothing is
     * sent if it rolls back. An event whose source and id are in the outbox already is not written again.
     *
     * <p>From here to its end the transaction is the only one that writes events of this subject, which is what keeps
     * their order: append late, and if you append for several subjects, do so in a fixed order of subjects, as with any
     * locks. The transaction must be READ COMMITTED, which is the default.
     *
     * @param transaction the connection on which the change is being written, with a transaction open
     * @throws dev.evenkeel.platform.events.format.InvalidEventException if the data is not JSON
     */
    Uni<Void> append(SqlConnection transaction, CloudEvent event);
}
