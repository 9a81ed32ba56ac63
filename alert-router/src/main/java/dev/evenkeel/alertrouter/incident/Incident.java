package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Something people work on.
 *
 * @param groupId the group of alerts that it follows
 * @param firing fingerprints of the alerts that were firing when it was last looked at
 * @param alertsSeen the most alerts that fired at the same time
 * @param acknowledgement who took it on, if anybody did
 * @param version counts changes, from 1
 */
public record Incident(
        UUID id,
        UUID groupId,
        String groupKey,
        String receiver,
        String title,
        Severity severity,
        Status status,
        Set<Long> firing,
        int alertsSeen,
        Instant openedAt,
        Instant updatedAt,
        Optional<Acknowledgement> acknowledgement,
        Optional<Instant> resolvedAt,
        int version) {

    /** Where it stands; {@code acknowledged} becomes {@code resolved} with its alerts just as {@code open} does. */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED
    }

    /** Who took it on, and when. */
    public record Acknowledgement(String by, Instant at) {}

    public Incident {
        firing = Set.copyOf(firing);
    }
}
