package dev.evenkeel.platform.events.outbox;

import java.time.Instant;

import dev.evenkeel.platform.events.CloudEvent;

/**
 * One event claimed for one subscriber. The claim ends with its lease; then another relay may take it, which the attempt
 * number tells: an outcome counts only under the number it was claimed with.
 *
 * @param attempt counted from 1
 * @param writtenAt when the event was written to the outbox
 * @param since when the delivery was asked for: {@code writtenAt}, or when an operator retried it
 */
public record Delivery(long id, String subscriber, CloudEvent event, int attempt, Instant writtenAt, Instant since) {}
