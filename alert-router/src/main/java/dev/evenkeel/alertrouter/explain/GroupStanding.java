package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How the group of an alert stands.
 *
 * @param spoken whether it has come to its first turn
 * @param nextTurnAt when it next asks itself what there is to say
 * @param retries deliveries that failed and are to be tried again
 * @param told what each integration was last told
 * @param incidents the unresolved incidents that alerts of the group are in
 */
public record GroupStanding(
        UUID id,
        boolean spoken,
        Instant nextTurnAt,
        List<Owed> retries,
        List<Told> told,
        List<OpenIncident> incidents) {

    /** @param status as the REST API of incidents calls it */
    public record OpenIncident(UUID id, String status) {}

    /** @param attempts that failed in a row */
    public record Owed(String integration, int attempts, Instant dueAt) {}

    /** @param asFiring whether it was told that the alert fires; otherwise that it is resolved, or nothing of it */
    public record Told(String integration, Instant at, boolean asFiring) {}

    public GroupStanding {
        retries = List.copyOf(retries);
        told = List.copyOf(told);
        incidents = List.copyOf(incidents);
    }
}
