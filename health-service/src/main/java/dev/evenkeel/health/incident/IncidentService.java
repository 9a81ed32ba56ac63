package dev.evenkeel.health.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Status;
import dev.evenkeel.platform.incidents.IncidentStore;

/** Answers what incidents there are. */
@ApplicationScoped
public class IncidentService {

    /** States are told from memory, and what is told beside them must not hold them up. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final IncidentStore store;

    IncidentService(IncidentStore store) {
        this.store = store;
    }

    /** Never fails: while the database is away, the open incidents are not known. */
    public Uni<OpenIncidents> open() {
        return store.unresolved()
                .map(incidents -> new OpenIncidents(true, incidents))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> {
                    Log.debugf(failure, "The open incidents cannot be read");
                    return OpenIncidents.UNKNOWN;
                });
    }

    /** Newest first; {@code after} is the last one of the page before. */
    Uni<List<Incident>> list(Optional<Status> status, Optional<UUID> after, int limit) {
        return store.list(status, after, limit);
    }
}
