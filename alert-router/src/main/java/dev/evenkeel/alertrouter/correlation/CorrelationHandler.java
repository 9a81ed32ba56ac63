package dev.evenkeel.alertrouter.correlation;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentHandler;

/** Takes note of the alerts of incidents, in their transaction; what they mean is seen later. */
@ApplicationScoped
class CorrelationHandler implements IncidentHandler {

    private final OccurrenceStore occurrences;

    CorrelationHandler(OccurrenceStore occurrences) {
        this.occurrences = occurrences;
    }

    @Override
    public Uni<Void> changed(SqlConnection transaction, List<Change> changes) {
        List<Incident> firing = changes.stream()
                .map(Change::incident)
                .filter(incident -> !incident.firing().isEmpty())
                .toList();
        return firing.isEmpty() ? Uni.createFrom().voidItem() : occurrences.note(transaction, firing);
    }
}
