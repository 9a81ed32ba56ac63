package dev.evenkeel.alertrouter.notification;

import java.time.Instant;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * What one integration was last successfully told about one group.
 *
 * @param firing the alerts that were firing
 * @param resolved the alerts that were resolved
 * @param notifiedAt when
 * @param unended alerts that it was told of as firing before, that were left out since, and whose end it has
 *     yet to be told
 */
public record LogEntry(Fingerprints firing, Fingerprints resolved, Instant notifiedAt, Fingerprints unended) {

    /** Whether it thinks that the alert fires. */
    public boolean believesFiring(long fingerprint) {
        return firing.contains(fingerprint) || unended.contains(fingerprint);
    }
}
