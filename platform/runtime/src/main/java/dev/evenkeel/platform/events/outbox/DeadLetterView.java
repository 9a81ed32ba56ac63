package dev.evenkeel.platform.events.outbox;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * A dead letter as an operator sees it.
 *
 * @param id names it for retrying and discarding
 * @param attempts how often it was tried
 * @param reason why the last attempt failed, or why there was none
 */
public record DeadLetterView(
        long id, String subscriber, int attempts, String reason, Instant writtenAt, Instant deadAt, EventView event) {

    /** The event itself. */
    public record EventView(
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            @JsonRawValue String data) {}
}
