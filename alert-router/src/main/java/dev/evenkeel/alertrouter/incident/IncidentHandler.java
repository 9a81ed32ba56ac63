package dev.evenkeel.alertrouter.incident;

import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Somebody whose work follows from what happens to incidents. Implementations are CDI beans, and every change of every
 * incident goes to each of them.
 */
public interface IncidentHandler {

    /**
     * What happened to an incident.
     *
     * @param incident as it is after the change; its row is locked
     * @param what the change as the timeline has it
     */
    record Change(Incident incident, TimelineEntry what) {}

    /**
     * Writes what follows from changes, in their transaction: both are there afterwards, or neither. Nothing may be sent from
     * here, since the transaction may yet fail; and a failure here makes the changes fail.
     *
     * @param changes one, or those of incidents that are opened together
     */
    Uni<Void> changed(SqlConnection transaction, List<Change> changes);
}
