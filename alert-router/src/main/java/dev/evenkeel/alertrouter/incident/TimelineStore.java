package dev.evenkeel.alertrouter.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final String NOTE = "SELECT " + TimelineMapper.NOTE_ON_GROUPS.formatted(1, 2, 3, 4, 5);

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
        return client.preparedQuery(NOTE)
                .execute(TimelineMapper.addOfGroups(Tuple.tuple(), Map.of(group, entries)))
                .replaceWithVoid();
    }

    /** Adds to the timeline of an incident. */
    Uni<Void> noteOn(SqlClient client, UUID incident, List<TimelineEntry> entries) {
        return client.preparedQuery(NOTE_ON)
                .execute(TimelineMapper.add(Tuple.of(incident), entries))
                .replaceWithVoid();
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
