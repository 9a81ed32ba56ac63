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

    private static final String ADD = """
            INSERT INTO inbox_notification (id, received_at, receiver, group_key, status, reason, title, alerts)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING
            """;

    private static final String NEWEST = """
            SELECT * FROM inbox_notification
            WHERE ($1::bigint IS NULL OR number < $1) AND ($2::timestamptz IS NULL OR received_at >= $2)
              AND ($3::text IS NULL OR receiver = $3)
            ORDER BY number DESC LIMIT $4
            """;

    private final Pool pool;
    private final ObjectMapper json;

    InboxStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Adds a notification, once however often it is delivered. */
    Uni<Void> add(Notification notification, String title, Instant now) {
        List<InboxAlert> alerts =
                notification.alerts().stream().map(InboxStore::alert).toList();
        Tuple row = Tuple.tuple()
                .addUUID(notification.id())
                .addOffsetDateTime(timestamp(now))
                .addString(notification.receiver())
                .addString(notification.groupKey())
                .addString(notification.status())
                .addString(notification.reason().text())
                .addString(title)
                .addString(write(alerts));
        return pool.preparedQuery(ADD).execute(row).replaceWithVoid();
    }

    private static InboxAlert alert(NotifiedAlert notified) {
        var alert = notified.alert();
        return new InboxAlert(
                Fingerprint.text(alert.fingerprint()),
                notified.status(),
                alert.labels().asMap(),
                alert.annotations(),
                alert.startsAt(),
                notified.endsAt().orElse(null),
                alert.generatorUrl());
    }

    /** Newest first: those before a number, not before a moment, of one receiver, as far as each is asked for. */
    Uni<List<InboxNotification>> newest(
            Optional<Long> before, Optional<Instant> since, Optional<String> receiver, int limit) {
        Tuple parameters = Tuple.tuple()
                .addLong(before.orElse(null))
                .addOffsetDateTime(since.map(AlertRowMapper::timestamp).orElse(null))
                .addString(receiver.orElse(null))
                .addInteger(limit);
        return pool.preparedQuery(NEWEST).execute(parameters).map(rows -> {
            List<InboxNotification> notifications = new ArrayList<>();
            rows.forEach(row -> notifications.add(read(row)));
            return notifications;
        });
    }

    private InboxNotification read(Row row) {
        return new InboxNotification(
                row.getLong("number"),
                row.getUUID("id"),
                AlertRowMapper.instant(row, "received_at"),
                row.getString("receiver"),
                row.getString("group_key"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("title"),
                readAlerts(row.getString("alerts")));
    }

    private String write(List<InboxAlert> alerts) {
        try {
            return json.writeValueAsString(alerts);
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
