package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.Severity;

/** An incident as rules about incidents see it. */
final class CriticalIncident {

    private CriticalIncident() {}

    static Incident of(Instant openedAt, Status status, Optional<Instant> snoozedUntil) {
        return new Incident(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "{}:{}",
                "team",
                "DiskFull",
                Severity.CRITICAL,
                status,
                Fingerprints.of(1),
                1,
                openedAt,
                openedAt,
                Optional.empty(),
                Optional.empty(),
                snoozedUntil,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
