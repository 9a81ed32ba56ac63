package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Measures incidents in PostgreSQL: from their timelines, alerts and pages to one row for each. */
@ApplicationScoped
class IncidentMeasureStore {

    private static final String LINES = """
            SELECT e.number, e.incident_id, e.at FROM incident_event AS e
            WHERE e.number > (SELECT line FROM incident_measured) ORDER BY e.number LIMIT $1
            """;

    /**
     * What an incident absorbed by merging is its family: opened with the first of them, taken on when any of them was. Alerts
     * are those that correlation took note of, and those that fire (an alert that is told by several routes is noted for one of
     * the incidents only). What people made by splitting has no moment at which it was detected.
     */
    private static final String MEASURE = """
            WITH RECURSIVE up (id, merged_into) AS (
                SELECT i.id, i.merged_into FROM incident AS i WHERE i.id = ANY ($1)
                UNION SELECT i.id, i.merged_into FROM up JOIN incident AS i ON i.id = up.merged_into),
            family (root, id) AS (
                SELECT up.id, up.id FROM up WHERE up.merged_into IS NULL
                UNION SELECT family.root, i.id FROM family JOIN incident AS i ON i.merged_into = family.id),
            absorbed AS (
                DELETE FROM incident_measure WHERE incident_id IN (SELECT id FROM up WHERE merged_into IS NOT NULL)),
            opened AS (
                SELECT f.root, min(i.opened_at) AS opened_at
                FROM family AS f JOIN incident AS i ON i.id = f.id GROUP BY f.root),
            lines AS (
                SELECT f.root, count(*) FILTER (WHERE e.kind = 'notified') AS notified,
                    min(e.at) FILTER (WHERE e.kind = 'notified') AS notified_at,
                    min(e.at) FILTER (WHERE e.kind = 'acknowledged') AS acknowledged_at,
                    (array_agg(e.actor ORDER BY e.at, e.number) FILTER (WHERE e.kind = 'acknowledged'))[1] AS acknowledged_by,
                    coalesce(bool_or(e.kind = 'opened' AND e.actor <> 'alert-router' AND e.incident_id = f.root), false) AS made,
                    min(e.at) FILTER (WHERE e.actor <> 'alert-router' AND e.kind <> 'opened') AS acted_at,
                    array_agg(DISTINCT e.kind) FILTER (WHERE e.actor <> 'alert-router' AND e.kind <> 'opened') AS acts
                FROM family AS f JOIN incident_event AS e ON e.incident_id = f.id GROUP BY f.root),
            told AS (
                SELECT f.root, count(*) AS told, count(*) FILTER (WHERE p.kind <> 'resolved' AND p.person IS NOT NULL) AS pages
                FROM family AS f JOIN escalation_page AS p ON p.incident_id = f.id AND p.state = 'told' GROUP BY f.root),
            seen AS (
                SELECT f.root, o.starts_at, o.labels::jsonb AS labels
                FROM family AS f JOIN correlation_occurrence AS o ON o.incident_id = f.id
                WHERE o.labels NOT LIKE '%\\u0000%'
                UNION ALL
                SELECT f.root, a.starts_at, a.labels::jsonb
                FROM family AS f JOIN incident AS i ON i.id = f.id JOIN alert AS a ON a.fingerprint = ANY (i.firing[1:200])
                WHERE a.labels NOT LIKE '%\\u0000%'),
            begun AS (
                SELECT s.root, min(s.starts_at) AS began_at, array_agg(DISTINCT coalesce(s.labels ->> 'alertname', '')) AS names
                FROM seen AS s GROUP BY s.root),
            agreed AS (
                SELECT each.root, jsonb_object_agg(each.key, each.value) AS labels FROM (
                    SELECT s.root, l.key, min(l.value) AS value FROM seen AS s, jsonb_each_text(s.labels) AS l
                    WHERE l.key = ANY ($2) GROUP BY s.root, l.key HAVING min(l.value) = max(l.value)) AS each
                GROUP BY each.root)
            INSERT INTO incident_measure AS m (incident_id, title, severity, receiver, names, labels, began_at, opened_at,
                notified_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by, acted_at, acts, notifications, pages)
            SELECT i.id, i.title, i.severity, i.receiver, coalesce(begun.names, '{}'), coalesce(agreed.labels, '{}'),
                CASE WHEN lines.made THEN NULL ELSE begun.began_at END, opened.opened_at, lines.notified_at,
                lines.acknowledged_at, lines.acknowledged_by, i.resolved_at, i.resolved_by, lines.acted_at,
                coalesce(lines.acts, '{}'), greatest(0, coalesce(lines.notified, 0) - coalesce(told.told, 0)),
                coalesce(told.pages, 0)
            FROM opened JOIN incident AS i ON i.id = opened.root LEFT JOIN lines ON lines.root = i.id
                LEFT JOIN told ON told.root = i.id LEFT JOIN begun ON begun.root = i.id LEFT JOIN agreed ON agreed.root = i.id
            ON CONFLICT (incident_id) DO UPDATE SET title = excluded.title, severity = excluded.severity,
                names = CASE WHEN excluded.names = '{}' THEN m.names
                             ELSE ARRAY (SELECT DISTINCT unnest(m.names || excluded.names)) END,
                labels = CASE WHEN excluded.labels = '{}' THEN m.labels ELSE excluded.labels END,
                began_at = least(m.began_at, excluded.began_at), opened_at = excluded.opened_at,
                notified_at = excluded.notified_at, acknowledged_at = excluded.acknowledged_at,
                acknowledged_by = excluded.acknowledged_by, resolved_at = excluded.resolved_at,
                resolved_by = excluded.resolved_by, acted_at = least(m.acted_at, excluded.acted_at),
                acts = ARRAY (SELECT DISTINCT unnest(m.acts || excluded.acts)), notifications = excluded.notifications,
                pages = excluded.pages
            """;

    private static final String UNATTENDED = """
            SELECT m.incident_id, m.opened_at, m.resolved_at, o.labels
            FROM incident_measure AS m JOIN correlation_occurrence AS o ON o.incident_id = m.incident_id
            WHERE m.incident_id = ANY ($1) AND m.acted_at IS NULL
            """;

    private static final String SILENCED = """
            UPDATE incident_measure SET acted_at = $2, acts = ARRAY['silenced'] WHERE incident_id = $1 AND acted_at IS NULL
            """;

    /** A line of a timeline. */
    record Line(long number, UUID incident, Instant at) {}

    /**
     * An alert of an incident about which nobody did anything.
     *
     * @param resolvedAt empty if it is not over
     */
    record Unattended(UUID incident, Instant openedAt, Optional<Instant> resolvedAt, Labels alert) {}

    /** Lines that incidents were not measured by yet, in their order. */
    Uni<List<Line>> lines(SqlConnection transaction, int most) {
        return transaction
                .preparedQuery(LINES)
                .execute(Tuple.of(most))
                .map(rows -> rows.stream()
                        .map(row -> new Line(
                                row.getLong("number"), row.getUUID("incident_id"), AlertRowMapper.instant(row, "at")))
                        .toList());
    }

    /** @param labels by which they are to be counted */
    Uni<Void> measure(SqlConnection transaction, Collection<UUID> incidents, List<String> labels) {
        return transaction
                .preparedQuery(MEASURE)
                .execute(ids(incidents).addArrayOfString(labels.toArray(String[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> measuredUpTo(SqlConnection transaction, long line) {
        return transaction
                .preparedQuery("UPDATE incident_measured SET line = $1")
                .execute(Tuple.of(line))
                .replaceWithVoid();
    }

    /** Those of the incidents about which nobody did anything, with each of their alerts. */
    Uni<List<Unattended>> unattended(SqlConnection transaction, Collection<UUID> incidents) {
        return transaction
                .preparedQuery(UNATTENDED)
                .execute(ids(incidents))
                .map(rows -> rows.stream()
                        .map(row -> new Unattended(
                                row.getUUID("incident_id"),
                                AlertRowMapper.instant(row, "opened_at"),
                                moment(row, "resolved_at"),
                                TextMapJson.readLabels(row.getString("labels"))))
                        .toList());
    }

    Uni<Void> silenced(SqlConnection transaction, UUID incident, Instant at) {
        return transaction
                .preparedQuery(SILENCED)
                .execute(Tuple.of(incident, timestamp(at)))
                .replaceWithVoid();
    }

    /** Forgets what is as old as history is kept. */
    Uni<Void> forget(SqlConnection transaction, Instant before) {
        return transaction
                .preparedQuery("DELETE FROM incident_measure WHERE resolved_at < $1")
                .execute(Tuple.of(timestamp(before)))
                .replaceWithVoid();
    }

    private static Tuple ids(Collection<UUID> incidents) {
        return Tuple.tuple().addArrayOfUUID(incidents.toArray(UUID[]::new));
    }

    static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
