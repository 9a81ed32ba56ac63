package dev.evenkeel.alertrouter.notification.inbox;

import java.time.Instant;

/**
 * What a list of notifications shows of each.
 *
 * @param status {@code firing} or {@code resolved}
 * @param reason why it was sent, in Alertmanager's words
 * @param title what it is about, in one line
 */
public record InboxHead(Instant receivedAt, String receiver, String status, String reason, String title) {}
