package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One integration is to have a report.
 *
 * @param id the same for every attempt, so that a receiver can drop a repeat
 * @param integration its name within the receiver, as {@code email[0]}
 * @param attempts how many were begun, since it is tried
 * @param triedSince when it was first due; later if it was given up, and somebody had it tried again
 * @param sentAt empty until it was taken
 * @param problem what kept the last attempt from succeeding; empty if nothing did
 */
record Delivery(
        UUID id,
        UUID report,
        String receiver,
        String integration,
        State state,
        int attempts,
        Instant triedSince,
        Instant dueAt,
        Optional<Instant> sentAt,
        String problem) {

    enum State {
        PENDING,
        SENT,
        /** The channel will not take it. */
        REFUSED,
        /** It was tried for a day. */
        GIVEN_UP
    }
}
