package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * One integration is to be told of an incident.
 *
 * @param id the same for every attempt, so that a receiver can drop a repeat
 * @param incidentId that it was made for, under whose key it is told
 * @param about what that incident goes on as: itself, unless it was merged
 * @param dueAt when somebody is to be told
 * @param attempts how many were begun
 * @param person who is meant; empty for a channel
 * @param contact by which of their contacts; empty for a channel
 * @param integration its name within the receiver, as {@code webhook[0]}
 * @param why a few words for people
 * @param alerts what was told of
 * @param toldAt empty until it was taken
 * @param putOffFor why, if it was due and put off
 */
record Page(
        UUID id,
        UUID incidentId,
        UUID about,
        Kind kind,
        State state,
        Instant createdAt,
        Instant dueAt,
        int attempts,
        Optional<String> person,
        Optional<String> contact,
        String receiver,
        String integration,
        String why,
        Fingerprints alerts,
        Optional<Instant> toldAt,
        Optional<String> putOffFor) {

    enum Kind {
        /** By a policy: no longer needed once somebody took the incident on. */
        AUTOMATIC,
        /** Because somebody asked for it. */
        MANUAL,
        /** Whoever was told of an incident is told of its end. */
        RESOLVED
    }

    enum State {
        PENDING,
        TOLD,
        REFUSED,
        GIVEN_UP,
        CANCELLED,
        /** A later one for the same integration came due before this one was sent. */
        SUPERSEDED
    }
}
