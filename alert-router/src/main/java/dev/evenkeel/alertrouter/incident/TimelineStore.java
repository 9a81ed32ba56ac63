package dev.evenkeel.alertrouter.incident;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** The timelines of incidents in PostgreSQL. */
@ApplicationScoped
class TimelineStore {

    private static final String NOTE = """
            WITH now AS (
                SELECT incident_id AS id FROM incident_part WHERE group_id = $1 AND kind <> 'closed'),
            latest AS (
                SELECT id FROM incident WHERE group_id = $1 AND NOT EXISTS (SELECT FROM now)
                ORDER BY opened_at DESC LIMIT 1),
            concerned AS (SELECT id FROM now UNION ALL SELECT id FROM latest)
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT concerned.id, entry.*
            FROM concerned, unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[]) AS entry
            """;

    private static final String NOTE_ON = """
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT $1, entry.* FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[]) AS entry
            """;

    /** In the order in which incidents are locked. */
    private static final String NOTE_ON_THOSE_WITH = """
            WITH concerned AS (
                SELECT DISTINCT p.incident_id AS id
                FROM incident_part AS p CROSS JOIN LATERAL unnest(p.firing) AS firing (fingerprint)
                JOIN unnest($1::bigint[]) AS these (fingerprint) USING (fingerprint)
                WHERE p.kind <> 'closed')
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT id, $2::timestamptz, $3::text, $4::text, $5::text FROM concerned ORDER BY id
            """;

    private final Pool pool;

    TimelineStore(Pool pool) {
        this.pool = pool;
    }

    /** Adds to the timelines of the incidents that a group has or last had; without one there is nothing to add to. */
    Uni<Void> note(SqlClient client, UUID group, List<TimelineEntry> entries) {
        return client.preparedQuery(NOTE).execute(lines(group, entries)).replaceWithVoid();
    }

    /** Adds to the timeline of an incident. */
    Uni<Void> noteOn(SqlClient client, UUID incident, List<TimelineEntry> entries) {
        return client.preparedQuery(NOTE_ON).execute(lines(incident, entries)).replaceWithVoid();
    }

    /** Adds to the timelines of the incidents in which one of these alerts fires. */
    Uni<Void> noteOnThoseWith(SqlClient client, Fingerprints alerts, TimelineEntry entry) {
        return client.preparedQuery(NOTE_ON_THOSE_WITH)
                .execute(Tuple.tuple()
                        .addArrayOfLong(alerts.toArray())
                        .addOffsetDateTime(timestamp(entry.at()))
                        .addString(entry.kind())
                        .addString(entry.actor())
                        .addString(entry.text()))
                .replaceWithVoid();
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
    Uni<List<TimelineEntry>> of(UUID incident) {
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
}
