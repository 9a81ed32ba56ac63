package dev.evenkeel.alertrouter.correlation;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentHandler;
import dev.evenkeel.alertrouter.incident.TimelineEntry;

/** Takes note of the alerts of incidents, in the transaction of the incident; what they mean is seen later. */
@ApplicationScoped
class CorrelationHandler implements IncidentHandler {

    private final OccurrenceStore occurrences;

    CorrelationHandler(OccurrenceStore occurrences) {
        this.occurrences = occurrences;
    }

    @Override
    public Uni<Void> changed(SqlConnection transaction, Incident incident, TimelineEntry what) {
        return incident.firing().isEmpty() ? Uni.createFrom().voidItem() : occurrences.note(transaction, incident);
    }
}
