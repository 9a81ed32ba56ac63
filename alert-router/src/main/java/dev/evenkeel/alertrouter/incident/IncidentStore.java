package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.Incident.Acknowledgement;
import dev.evenkeel.alertrouter.incident.Incident.Status;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Incidents in PostgreSQL, but for their parts and timelines. */
@ApplicationScoped
class IncidentStore {

    private static final String COLUMNS = """
            (id, group_id, group_key, receiver, title, opened_at, severity, status, firing, alerts_seen, updated_at,
             acknowledged_at, acknowledged_by, assignee, snoozed_until, resolved_at, resolved_by, merged_into, own_key, version)
            """;

    /** With its part, which nobody else may have, and the first line of its timeline. */
    private static final String OPEN =
            "WITH part AS (INSERT INTO incident_part (incident_id, group_id, group_key, receiver, kind, alerts, firing)"
                    + " VALUES ($1, $2, $3, $4, 'whole', '{}', $9) ON CONFLICT DO NOTHING RETURNING incident_id),"
                    + " opened AS (INSERT INTO incident " + COLUMNS
                    + " SELECT incident_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
                    + " $19, $20 FROM part RETURNING id)"
                    + " INSERT INTO incident_event (incident_id, at, kind, actor, text)"
                    + " SELECT id, $21, $22, $23, $24 FROM opened";

    private static final String ADD = "INSERT INTO incident " + COLUMNS
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

    private static final String SAVE = """
            UPDATE incident SET severity = $2, status = $3, firing = $4, alerts_seen = $5, updated_at = $6,
                acknowledged_at = $7, acknowledged_by = $8, assignee = $9, snoozed_until = $10, resolved_at = $11,
                resolved_by = $12, merged_into = $13, own_key = $14, version = $15
            WHERE id = $1
            """;

    private static final String LISTED = """
            SELECT * FROM incident AS i
            WHERE %s ($1::text[] IS NULL OR status = ANY ($1))
              AND ($2::text[] IS NULL OR severity = ANY ($2))
              AND ($3::text IS NULL OR receiver = $3)
              AND ($4::text IS NULL OR coalesce(assignee, '') = $4)
              AND ($5::boolean IS NULL OR (snoozed_until IS NOT NULL) = $5)
              AND ($6::text IS NULL OR title ILIKE $6 OR group_key ILIKE $6 OR EXISTS (
                  SELECT FROM incident_event AS e WHERE e.incident_id = i.id AND e.kind = 'noted' AND e.text ILIKE $6))
              AND ($7::timestamptz IS NULL OR opened_at >= $7)
              AND ($8::timestamptz IS NULL OR opened_at < $8)
              AND ($9::timestamptz IS NULL OR (opened_at, id) < ($9, $10::uuid))
            ORDER BY opened_at DESC, id DESC LIMIT $11
            """;

    private static final String LIST = LISTED.formatted("");

    /** Says so in the words of the index of those that are not resolved, which are few among all that are kept. */
    private static final String LIST_UNRESOLVED = LISTED.formatted("status <> 'resolved' AND");

    /** Whoever is being worked on wakes a moment later. */
    private static final String OVERSLEPT = """
            SELECT id FROM incident WHERE snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED
            """;

    private final Pool pool;

    IncidentStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * An incident for the whole of a group.
     *
     * @param entry what the timeline says of it
     */
    record Opening(Incident incident, TimelineEntry entry, About about) {

        private Tuple row() {
            return all(incident)
                    .addOffsetDateTime(timestamp(entry.at()))
                    .addString(entry.kind())
                    .addString(entry.actor())
                    .addString(entry.text());
        }
    }

    /** Opens incidents. @return those that are open now, without those for whose groups there were some already */
    Uni<List<Opening>> open(SqlClient transaction, List<Opening> openings) {
        return transaction
                .preparedQuery(OPEN)
                .executeBatch(openings.stream().map(Opening::row).toList())
                .map(rows -> {
                    List<Opening> opened = new ArrayList<>();
                    RowSet<Row> next = rows;
                    for (Opening opening : openings) {
                        if (next.rowCount() == 1) {
                            opened.add(opening);
                        }
                        next = next.next();
                    }
                    return opened;
                });
    }

    /** Adds an incident, whose parts are written otherwise. */
    Uni<Void> add(SqlClient transaction, Incident incident) {
        return transaction.preparedQuery(ADD).execute(all(incident)).replaceWithVoid();
    }

    private static Tuple all(Incident incident) {
        Tuple row = Tuple.tuple()
                .addUUID(incident.id())
                .addUUID(incident.groupId())
                .addString(incident.groupKey())
                .addString(incident.receiver())
                .addString(incident.title())
                .addOffsetDateTime(timestamp(incident.openedAt()));
        return addWhatChanges(row, incident);
    }

    /** Writes an incident whose row is locked. */
    Uni<Void> save(SqlClient transaction, Incident incident) {
        return transaction
                .preparedQuery(SAVE)
                .execute(addWhatChanges(Tuple.tuple().addUUID(incident.id()), incident))
                .replaceWithVoid();
    }

    private static Tuple addWhatChanges(Tuple row, Incident incident) {
        return row.addString(incident.severity().text())
                .addString(incident.status().id())
                .addArrayOfLong(incident.firing().toArray())
                .addInteger(incident.alertsSeen())
                .addOffsetDateTime(timestamp(incident.updatedAt()))
                .addOffsetDateTime(orNull(incident.acknowledgement().map(Acknowledgement::at)))
                .addString(incident.acknowledgement().map(Acknowledgement::by).orElse(null))
                .addString(incident.assignee().orElse(null))
                .addOffsetDateTime(orNull(incident.snoozedUntil()))
                .addOffsetDateTime(orNull(incident.resolvedAt()))
                .addString(incident.resolvedBy().orElse(null))
                .addUUID(incident.mergedInto().orElse(null))
                .addString(incident.ownKey().orElse(null))
                .addInteger(incident.version());
    }

    private static OffsetDateTime orNull(Optional<Instant> moment) {
        return moment.map(AlertRowMapper::timestamp).orElse(null);
    }

    Uni<Optional<Incident>> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM incident WHERE id = $1")
                .execute(Tuple.of(id))
                .map(IncidentStore::first);
    }

    /** Incidents whose snooze is over, each of them locked; those that somebody else holds are left to them. */
    Uni<List<UUID>> lockOverslept(SqlConnection transaction, Instant now, int most) {
        return transaction
                .preparedQuery(OVERSLEPT)
                .execute(Tuple.of(timestamp(now), most))
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    /** Newest first. */
    Uni<List<Incident>> list(IncidentQuery query) {
        return pool.preparedQuery(statement(query))
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                texts(query.statuses().stream().map(Status::id).toList()))
                        .addArrayOfString(texts(
                                query.severities().stream().map(Severity::text).toList()))
                        .addString(query.receiver().orElse(null))
                        .addString(query.assignee().orElse(null))
                        .addBoolean(query.snoozed().orElse(null))
                        .addString(query.text().map(IncidentStore::anywhere).orElse(null))
                        .addOffsetDateTime(orNull(query.openedFrom()))
                        .addOffsetDateTime(orNull(query.openedTo()))
                        .addOffsetDateTime(orNull(query.after().map(Incident::openedAt)))
                        .addUUID(query.after().map(Incident::id).orElse(null))
                        .addInteger(query.limit()))
                .map(rows -> rows.stream().map(IncidentStore::read).toList());
    }

    static String statement(IncidentQuery query) {
        return query.isOfUnresolved() ? LIST_UNRESOLVED : LIST;
    }

    private static String[] texts(List<String> texts) {
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }

    /** As a pattern for LIKE, in which the text stands for nothing but itself. */
    private static String anywhere(String text) {
        return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
    }

    private static Optional<Incident> first(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    static Incident read(Row row) {
        return new Incident(
                row.getUUID("id"),
                row.getUUID("group_id"),
                row.getString("group_key"),
                row.getString("receiver"),
                row.getString("title"),
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Fingerprints.of(row.getArrayOfLongs("firing")),
                row.getInteger("alerts_seen"),
                AlertRowMapper.instant(row, "opened_at"),
                AlertRowMapper.instant(row, "updated_at"),
                Optional.ofNullable(row.getString("acknowledged_by"))
                        .map(by -> new Acknowledgement(by, AlertRowMapper.instant(row, "acknowledged_at"))),
                Optional.ofNullable(row.getString("assignee")),
                moment(row, "snoozed_until"),
                moment(row, "resolved_at"),
                Optional.ofNullable(row.getString("resolved_by")),
                Optional.ofNullable(row.getUUID("merged_into")),
                Optional.ofNullable(row.getString("own_key")),
                row.getInteger("version"));
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
