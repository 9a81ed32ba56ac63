package dev.evenkeel.health.history;

import java.time.Instant;

import dev.evenkeel.health.state.State;

/**
 * A change of state as it is kept.
 *
 * @param id grows with time
 * @param since when the new state began
 * @param detectedAt when it was found out
 * @param cause the component whose outage explains the change; the component itself if nothing else does
 */
public record ChangeEntry(
        long id,
        String component,
        State from,
        State to,
        Instant since,
        Instant detectedAt,
        String reason,
        String cause) {}
