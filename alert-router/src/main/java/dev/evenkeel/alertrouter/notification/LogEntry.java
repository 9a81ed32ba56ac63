package dev.evenkeel.alertrouter.notification;

import java.time.Instant;
import java.util.Set;

/**
 * What one integration was last successfully told about one group.
 *
 * @param firing fingerprints of the alerts that were firing
 * @param resolved fingerprints of the alerts that were resolved
 * @param notifiedAt when
 */
public record LogEntry(Set<Long> firing, Set<Long> resolved, Instant notifiedAt) {

    public LogEntry {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
    }
}
