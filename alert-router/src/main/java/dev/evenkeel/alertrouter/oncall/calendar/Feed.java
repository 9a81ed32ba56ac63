package dev.evenkeel.alertrouter.oncall.calendar;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A calendar that can be subscribed to.
 *
 * @param about whose shifts it has
 * @param createdBy the name of the caller
 * @param revokedAt since when nobody can read it any more; empty while everybody can who knows its address
 */
record Feed(UUID id, About about, String createdBy, Instant createdAt, Optional<Instant> revokedAt) {

    /** What a calendar is about. */
    sealed interface About {

        /** All shifts of a schedule. */
        record OfSchedule(String name) implements About {}

        /** All shifts of a person, whatever the schedule. */
        record OfPerson(String name) implements About {}
    }
}
