package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.incident.Incident.Acknowledgement;
import dev.evenkeel.alertrouter.incident.Incident.Status;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Incidents and their timelines in PostgreSQL. */
@ApplicationScoped
class IncidentStore {

    private static final String OPEN = """
            INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                                  opened_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $9)
            ON CONFLICT (group_id) WHERE status <> 'resolved' DO NOTHING
            """;

    private static final String CHANGE = """
            UPDATE incident SET severity = $3, status = CASE WHEN $4 THEN 'resolved' ELSE status END, firing = $5,
                alerts_seen = $6, updated_at = $7::timestamptz, resolved_at = CASE WHEN $4 THEN $7::timestamptz END, version = version + 1
            WHERE id = $1 AND status <> 'resolved' AND firing = $2 RETURNING *
            """;

    private static final String ACKNOWLEDGE = """
            UPDATE incident SET status = 'acknowledged', acknowledged_by = $2, acknowledged_at = $3, updated_at = $3,
                version = version + 1
            WHERE id = $1 AND status = 'open' RETURNING *
            """;

    private static final String LIST = """
            SELECT * FROM incident
            WHERE ($1::text IS NULL OR status = $1)
              AND ($2::timestamptz IS NULL OR (opened_at, id) < ($2, $3::uuid))
            ORDER BY opened_at DESC, id DESC LIMIT $4
            """;

    private static final String NOTE = """
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT latest.id, entry.* FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[]) AS entry,
                (SELECT id FROM incident WHERE group_id = $1 ORDER BY opened_at DESC LIMIT 1) AS latest
            """;

    private static final String NOTE_ON = """
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT $1, entry.* FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[]) AS entry
            """;

    private final Pool pool;

    IncidentStore(Pool pool) {
        this.pool = pool;
    }

    /** The unresolved incidents of groups, by group. */
    Uni<Map<UUID, Incident>> unresolved(Collection<UUID> groups) {
        return pool.preparedQuery("SELECT * FROM incident WHERE group_id = ANY ($1) AND status <> 'resolved'")
                .execute(Tuple.tuple().addArrayOfUUID(groups.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Incident> incidents = new HashMap<>();
                    rows.forEach(row -> incidents.put(row.getUUID("group_id"), read(row)));
                    return incidents;
                });
    }

    /** @return {@code false} if somebody else opened one for this group just now */
    Uni<Boolean> open(SqlClient transaction, Incident incident) {
        return transaction
                .preparedQuery(OPEN)
                .execute(Tuple.tuple()
                        .addUUID(incident.id())
                        .addUUID(incident.groupId())
                        .addString(incident.groupKey())
                        .addString(incident.receiver())
                        .addString(incident.title())
                        .addString(incident.severity().text())
                        .addArrayOfLong(sorted(incident.firing()))
                        .addInteger(incident.alertsSeen())
                        .addOffsetDateTime(timestamp(incident.openedAt())))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * @return the incident as it is now, which also has what others changed meanwhile; empty if somebody else changed what
     *     fires just now
     */
    Uni<Optional<Incident>> change(SqlClient transaction, Incident before, Incident after) {
        return transaction
                .preparedQuery(CHANGE)
                .execute(Tuple.tuple()
                        .addUUID(after.id())
                        .addArrayOfLong(sorted(before.firing()))
                        .addString(after.severity().text())
                        .addBoolean(after.status() == Status.RESOLVED)
                        .addArrayOfLong(sorted(after.firing()))
                        .addInteger(after.alertsSeen())
                        .addOffsetDateTime(timestamp(after.updatedAt())))
                .map(IncidentStore::first);
    }

    private static Long[] sorted(Collection<Long> fingerprints) {
        return fingerprints.stream().sorted().toArray(Long[]::new);
    }

    /** @return the incident as it is now; empty if it is not open */
    Uni<Optional<Incident>> acknowledge(SqlClient transaction, UUID id, String by, Instant now) {
        return transaction
                .preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(id, by, timestamp(now)))
                .map(IncidentStore::first);
    }

    Uni<Optional<Incident>> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM incident WHERE id = $1")
                .execute(Tuple.of(id))
                .map(IncidentStore::first);
    }

    /** Newest first, those that were opened before {@code after}. */
    Uni<List<Incident>> list(Optional<Status> status, Optional<Incident> after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addString(status.map(IncidentStore::text).orElse(null))
                        .addOffsetDateTime(
                                after.map(last -> timestamp(last.openedAt())).orElse(null))
                        .addUUID(after.map(Incident::id).orElse(null))
                        .addInteger(limit))
                .map(rows -> {
                    List<Incident> incidents = new ArrayList<>();
                    rows.forEach(row -> incidents.add(read(row)));
                    return incidents;
                });
    }

    /** Adds to the timeline of the incident that a group has or last had; without one there is nothing to add to. */
    Uni<Void> note(SqlClient client, UUID group, List<TimelineEntry> entries) {
        return client.preparedQuery(NOTE).execute(lines(group, entries)).replaceWithVoid();
    }

    /** Adds to the timeline of an incident. */
    Uni<Void> noteOn(SqlClient client, UUID incident, List<TimelineEntry> entries) {
        return client.preparedQuery(NOTE_ON).execute(lines(incident, entries)).replaceWithVoid();
    }

    private static Tuple lines(UUID id, List<TimelineEntry> entries) {
        return Tuple.tuple()
                .addUUID(id)
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> timestamp(entry.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::kind).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::actor).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::text).toArray(String[]::new));
    }

    /** Oldest first. */
    Uni<List<TimelineEntry>> timeline(UUID incident) {
        return pool.preparedQuery(
                        "SELECT at, kind, actor, text FROM incident_event WHERE incident_id = $1 ORDER BY at, number")
                .execute(Tuple.of(incident))
                .map(rows -> {
                    List<TimelineEntry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(new TimelineEntry(
                            AlertRowMapper.instant(row, "at"),
                            row.getString("kind"),
                            row.getString("actor"),
                            row.getString("text"))));
                    return entries;
                });
    }

    private static Optional<Incident> first(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    private static Incident read(Row row) {
        return new Incident(
                row.getUUID("id"),
                row.getUUID("group_id"),
                row.getString("group_key"),
                row.getString("receiver"),
                row.getString("title"),
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                new HashSet<>(Arrays.asList(row.getArrayOfLongs("firing"))),
                row.getInteger("alerts_seen"),
                AlertRowMapper.instant(row, "opened_at"),
                AlertRowMapper.instant(row, "updated_at"),
                Optional.ofNullable(row.getString("acknowledged_by"))
                        .map(by -> new Acknowledgement(by, AlertRowMapper.instant(row, "acknowledged_at"))),
                Optional.ofNullable(row.getOffsetDateTime("resolved_at")).map(OffsetDateTime::toInstant),
                row.getInteger("version"));
    }

    private static String text(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
