package dev.evenkeel.alertrouter.notification.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A notification in the inbox.
 *
 * @param number counts up in the order of arrival; pages are read by it
 * @param id the same however often the delivery was attempted
 * @param status {@code firing} or {@code resolved}
 * @param reason why it was sent, in Alertmanager's words
 * @param title what it is about, in one line
 * @param alertCount how many alerts it is about
 * @param alerts the first of them, in the order in which receivers are told of them
 */
@RegisterForReflection // Jackson writes and reads it, also from the table's JSON
public record InboxNotification(
        long number,
        UUID id,
        Instant receivedAt,
        String receiver,
        String groupKey,
        String status,
        String reason,
        String title,
        int alertCount,
        List<InboxAlert> alerts) {

    /**
     * One of its alerts.
     *
     * @param endsAt {@code null} while it fires
     */
    @RegisterForReflection // as above
    public record InboxAlert(
            String fingerprint,
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            String generatorURL) {}
}
