package dev.evenkeel.alertrouter.notification.inbox;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.notification.inbox.InboxNotification.InboxAlert;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** The inbox in PostgreSQL. */
@ApplicationScoped
class InboxStore {

    /** Of a group of a hundred thousand alerts, a copy for every time that it is told would fill the disk. */
    private static final int MOST_ALERTS = 1_000;

    /** Annotations may be long. */
    private static final int MOST_CHARACTERS = 2_000_000;

    /** After how many bytes of alerts a page ends; one notification is always on it. */
    private static final long FULL_PAGE = 8_000_000;

    private static final String ADD = """
            INSERT INTO inbox_notification (id, received_at, receiver, group_key, status, reason, title, alert_count, alerts)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING
            """;

    /** With those that one page may be left with, so that it is known whether there are more. */
    private static final String NEWEST = """
            SELECT * FROM (
                SELECT asked.*, count(*) OVER () AS found,
                    coalesce(sum(octet_length(alerts)) OVER (
                        ORDER BY number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS bytes_before
                FROM (SELECT * FROM inbox_notification
                      WHERE ($1::bigint IS NULL OR number < $1) AND ($2::timestamptz IS NULL OR received_at >= $2)
                        AND ($3::text IS NULL OR receiver = $3)
                      ORDER BY number DESC LIMIT $4 + 1) AS asked) AS page
            WHERE bytes_before < $5 ORDER BY number DESC LIMIT $4
            """;

    private static final String HEADS = """
            SELECT received_at, receiver, status, reason, title FROM inbox_notification ORDER BY number DESC LIMIT $1
            """;

    /** @param more whether there are others after them */
    record Found(List<InboxNotification> items, boolean more) {}

    private final Pool pool;
    private final ObjectMapper json;

    InboxStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Adds a notification, once however often it is delivered. */
    Uni<Void> add(Notification notification, String title, Instant now) {
        Tuple row = Tuple.tuple()
                .addUUID(notification.id())
                .addOffsetDateTime(timestamp(now))
                .addString(notification.receiver())
                .addString(notification.groupKey())
                .addString(notification.status())
                .addString(notification.reason().text())
                .addString(title)
                .addInteger(notification.alerts().size())
                .addString(write(notification.alerts()));
        return pool.preparedQuery(ADD).execute(row).replaceWithVoid();
    }

    private static InboxAlert alert(NotifiedAlert notified) {
        var alert = notified.alert();
        return new InboxAlert(
                Fingerprint.text(alert.fingerprint()),
                notified.status(),
                alert.labels().asMap(),
                alert.annotations().asMap(),
                alert.startsAt(),
                notified.endsAt().orElse(null),
                alert.generatorUrl());
    }

    /** Newest first: those before a number, not before a moment, of one receiver, as far as each is asked for. */
    Uni<Found> newest(Optional<Long> before, Optional<Instant> since, Optional<String> receiver, int limit) {
        Tuple parameters = Tuple.tuple()
                .addLong(before.orElse(null))
                .addOffsetDateTime(since.map(AlertRowMapper::timestamp).orElse(null))
                .addString(receiver.orElse(null))
                .addInteger(limit)
                .addLong(FULL_PAGE);
        return pool.preparedQuery(NEWEST).execute(parameters).map(rows -> {
            List<InboxNotification> notifications = new ArrayList<>();
            boolean more = false;
            for (Row row : rows) {
                notifications.add(read(row));
                more = row.getLong("found") > notifications.size();
            }
            return new Found(notifications, more);
        });
    }

    /** The newest, without their alerts. */
    Uni<List<InboxHead>> heads(int limit) {
        return pool.preparedQuery(HEADS)
                .mapping(row -> new InboxHead(
                        AlertRowMapper.instant(row, "received_at"),
                        row.getString("receiver"),
                        row.getString("status"),
                        row.getString("reason"),
                        row.getString("title")))
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().toList());
    }

    private InboxNotification read(Row row) {
        List<InboxAlert> alerts = readAlerts(row.getString("alerts"));
        Integer count = row.getInteger("alert_count");
        return new InboxNotification(
                row.getLong("number"),
                row.getUUID("id"),
                AlertRowMapper.instant(row, "received_at"),
                row.getString("receiver"),
                row.getString("group_key"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("title"),
                count == null ? alerts.size() : count,
                alerts);
    }

    /** The first of them. */
    private String write(List<NotifiedAlert> alerts) {
        var text = new StringBuilder("[");
        try {
            for (NotifiedAlert alert : alerts.subList(0, Math.min(alerts.size(), MOST_ALERTS))) {
                String written = json.writeValueAsString(alert(alert));
                boolean first = text.length() == 1;
                if (!first && text.length() + written.length() > MOST_CHARACTERS) {
                    break;
                }
                text.append(first ? "" : ",").append(written);
            }
            return text.append(']').toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("alerts are plain texts and moments", e);
        }
    }

    private List<InboxAlert> readAlerts(String text) {
        try {
            return List.of(json.readValue(text, InboxAlert[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored notification is not what was stored", e);
        }
    }
}
