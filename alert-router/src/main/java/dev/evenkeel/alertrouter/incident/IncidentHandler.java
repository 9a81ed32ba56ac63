package dev.evenkeel.alertrouter.incident;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Somebody whose work follows from what happens to incidents. Implementations are CDI beans, and every change of every
 * incident goes to each of them.
 */
public interface IncidentHandler {

    /**
     * Writes what follows from a change, in the transaction of the change: both are there afterwards, or neither. Nothing
     * may be sent from here, since the transaction may yet fail; and a failure here makes the change fail.
     *
     * @param incident as it is after the change; its row is locked
     * @param what the change as the timeline has it
     */
    Uni<Void> changed(SqlConnection transaction, Incident incident, TimelineEntry what);
}
