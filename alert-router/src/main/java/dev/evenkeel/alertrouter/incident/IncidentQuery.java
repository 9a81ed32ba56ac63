package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.incident.Incident.Status;

/**
 * Which incidents are wanted; what is empty does not narrow.
 *
 * @param assignee whose incidents; an empty text stands for nobody's
 * @param text to be found in the title, the group's key or a note, whatever its case
 * @param openedFrom the first moment that counts
 * @param openedTo the first moment that no longer counts
 * @param after the last one of the page before
 * @param limit at least 1
 */
public record IncidentQuery(
        Set<Status> statuses,
        Set<Severity> severities,
        Optional<String> receiver,
        Optional<String> assignee,
        Optional<Boolean> snoozed,
        Optional<String> text,
        Optional<Instant> openedFrom,
        Optional<Instant> openedTo,
        Optional<Incident> after,
        int limit) {

    public IncidentQuery {
        statuses = Set.copyOf(statuses);
        severities = Set.copyOf(severities);
    }

    /** All incidents that stand so. */
    public static IncidentQuery of(Set<Status> statuses, int limit) {
        return new IncidentQuery(
                statuses,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** Whether no resolved incident is wanted. */
    boolean isOfUnresolved() {
        return !statuses.isEmpty() && !statuses.contains(Status.RESOLVED);
    }

    /** The same, from where a page ended. */
    IncidentQuery after(Optional<Incident> last) {
        return new IncidentQuery(
                statuses, severities, receiver, assignee, snoozed, text, openedFrom, openedTo, last, limit);
    }
}
