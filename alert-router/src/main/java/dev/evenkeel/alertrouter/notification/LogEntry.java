package dev.evenkeel.alertrouter.notification;

import java.time.Instant;
import java.util.Set;

/**
 * What one integration was last successfully told about one group.
 *
 * @param firing fingerprints of the alerts that were firing
 * @param resolved fingerprints of the alerts that were resolved
 * @param notifiedAt when
 * @param unended fingerprints of alerts that it was told of as firing before, that were left out since, and whose end it has
 *     yet to be told
 */
public record LogEntry(Set<Long> firing, Set<Long> resolved, Instant notifiedAt, Set<Long> unended) {

    public LogEntry {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
        unended = Set.copyOf(unended);
    }

    /** Whether it thinks that the alert fires. */
    public boolean believesFiring(long fingerprint) {
        return firing.contains(fingerprint) || unended.contains(fingerprint);
    }
}
