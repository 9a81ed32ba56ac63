package dev.evenkeel.alertrouter.escalation;

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
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.correlation.storm.Storm;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Severity;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which escalations storms hold, and which incidents storms are escalated with, in PostgreSQL. */
@ApplicationScoped
class StormEscalationStore {

    private static final String STORM = "s.id, s.route_id, s.receiver, s.began_at, s.ended_at, s.digests";

    /** As for what is told: a group that began to fire before a storm is not part of it. */
    private static final String SWALLOWING = "SELECT " + STORM + """
             FROM storm AS s
            WHERE s.ended_at IS NULL
              AND (s.route_id = '' OR s.route_id = (SELECT g.route_id FROM alert_group AS g WHERE g.id = $1))
              AND s.began_at < coalesce(
                  (SELECT min(i.opened_at) FROM incident_part AS p JOIN incident AS i ON i.id = p.incident_id
                   WHERE p.group_id = $1), $2)
            ORDER BY s.began_at, s.id LIMIT 1
            """;

    private static final String HOLD = """
            INSERT INTO escalation (incident_id, policy, state, base, next_step, due_at, group_labels, started_at, storm_id,
                                    severity_rank)
            VALUES ($1, $2, 'held', $3, 0, NULL, $4, $3, $5, (SELECT severity_rank(severity) FROM incident WHERE id = $1))
            ON CONFLICT (incident_id) DO UPDATE SET policy = excluded.policy, state = 'held', base = excluded.base,
                next_step = 0, due_at = NULL, ahead_us = 0, storm_id = excluded.storm_id,
                severity_rank = excluded.severity_rank
            """;

    /** By incident and before its escalation, as everybody locks them; whoever has to do with one at this moment goes on. */
    private static final String HOLD_FRESH = """
            WITH fresh AS (
                SELECT i.id, i.severity FROM escalation AS e JOIN incident AS i ON i.id = e.incident_id
                WHERE e.state = 'running' AND e.next_step = 0
                  AND i.status = 'open' AND i.snoozed_until IS NULL AND i.severity <> 'critical'
                  AND i.opened_at > $3 AND i.group_key NOT LIKE 'storm:%'
                  AND ($2 = '' OR EXISTS (SELECT FROM alert_group AS g WHERE g.id = i.group_id AND g.route_id = $2))
                  AND NOT EXISTS (SELECT FROM escalation_page AS p WHERE p.incident_id = i.id)
                ORDER BY i.id LIMIT $7 FOR NO KEY UPDATE OF i SKIP LOCKED),
            held AS (
                UPDATE escalation AS e SET state = 'held', due_at = NULL, storm_id = $1,
                    severity_rank = severity_rank(fresh.severity)
                FROM fresh
                WHERE e.incident_id = fresh.id AND e.state = 'running' AND e.next_step = 0
                RETURNING e.incident_id, e.policy)
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT incident_id, $4::timestamptz, 'escalated', 'alert-router', $5::text || policy || $6::text FROM held ORDER BY incident_id
            """;

    private static final String ANY_FRESH = """
            SELECT EXISTS (
                SELECT FROM escalation AS e JOIN incident AS i ON i.id = e.incident_id
                WHERE e.state = 'running' AND e.next_step = 0
                  AND i.status = 'open' AND i.snoozed_until IS NULL AND i.severity <> 'critical') AS any
            """;

    /**
     * By the indexes alone, from one policy to the next, however much they hold; passing over what waits for nobody, which
     * people made so one by one.
     */
    static final String HELD = """
            WITH RECURSIVE lasting AS (SELECT * FROM storm WHERE ended_at IS NULL AND began_at <= $1),
            known AS (
                SELECT s.id AS storm_id, (
                    SELECT e.policy FROM escalation AS e WHERE e.state = 'held' AND e.storm_id = s.id
                    ORDER BY e.policy LIMIT 1) AS policy
                FROM lasting AS s
                UNION ALL
                SELECT k.storm_id, (
                    SELECT e.policy FROM escalation AS e
                    WHERE e.state = 'held' AND e.storm_id = k.storm_id AND e.policy > k.policy
                    ORDER BY e.policy LIMIT 1)
                FROM known AS k WHERE k.policy IS NOT NULL)
            SELECT %s, k.policy, worst.severity AS worst, newest.base AS latest, oi.id AS incident_id,
                oi.severity AS known_as,
                CASE WHEN oi.snoozed_until IS NULL THEN coalesce(oi.resolved_at, oi.acknowledged_at) END AS taken_on_at
            FROM known AS k JOIN lasting AS s ON s.id = k.storm_id
            CROSS JOIN LATERAL (
                SELECT i.severity FROM escalation AS e JOIN incident AS i ON i.id = e.incident_id
                WHERE e.state = 'held' AND e.storm_id = k.storm_id AND e.policy = k.policy
                  AND i.status = 'open' AND i.snoozed_until IS NULL
                ORDER BY e.severity_rank DESC LIMIT 1) AS worst
            CROSS JOIN LATERAL (
                SELECT e.base FROM escalation AS e JOIN incident AS i ON i.id = e.incident_id
                WHERE e.state = 'held' AND e.storm_id = k.storm_id AND e.policy = k.policy
                  AND i.status = 'open' AND i.snoozed_until IS NULL
                ORDER BY e.base DESC LIMIT 1) AS newest
            LEFT JOIN storm_escalation AS o ON o.storm_id = k.storm_id AND o.policy = k.policy
            LEFT JOIN incident AS oi ON oi.id = o.incident_id
            """.formatted(STORM);

    private static final String RANK = """
            UPDATE escalation SET severity_rank = severity_rank($2) WHERE incident_id = $1 AND severity_rank <> severity_rank($2)
            """;

    private static final String CLAIM =
            "INSERT INTO storm_escalation (storm_id, policy, incident_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    private static final String OVER = """
            SELECT o.incident_id FROM storm_escalation AS o
            WHERE NOT o.over AND NOT EXISTS (SELECT FROM storm AS s WHERE s.id = o.storm_id AND s.ended_at IS NULL)
            """;

    private static final String CLAIM_END =
            "UPDATE storm_escalation SET over = true WHERE incident_id = $1 AND NOT over";

    private static final String RELEASED = """
            SELECT e.incident_id FROM escalation AS e
            WHERE e.state = 'held' AND e.incident_id > $1
              AND NOT EXISTS (SELECT FROM storm AS s WHERE s.id = e.storm_id AND s.ended_at IS NULL)
            ORDER BY e.incident_id LIMIT $2
            """;

    /**
     * What a storm that lasts holds of one policy.
     *
     * @param worst of the incidents that wait
     * @param latest when the last of them began to wait
     * @param incident that the storm is escalated with; empty if there is none yet
     * @param knownAs how bad that incident is
     * @param takenOnAt when somebody acknowledged or resolved it; empty if nobody did, or it is snoozed
     */
    record Held(
            Storm storm,
            String policy,
            Severity worst,
            Instant latest,
            Optional<UUID> incident,
            Severity knownAs,
            Optional<Instant> takenOnAt) {}

    private final Pool pool;

    StormEscalationStore(Pool pool) {
        this.pool = pool;
    }

    /** The storm that lasts and that an incident came in, if there is one. */
    Uni<Optional<Storm>> swallowing(SqlConnection transaction, Incident incident) {
        return transaction
                .preparedQuery(SWALLOWING)
                .execute(Tuple.of(incident.groupId(), timestamp(incident.openedAt())))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(storm(rows.iterator().next())));
    }

    /** Holds an escalation until a storm is over. */
    Uni<Void> hold(SqlConnection transaction, Escalation escalation, Storm storm) {
        return transaction
                .preparedQuery(HOLD)
                .execute(Tuple.of(
                        escalation.incidentId(),
                        escalation.policy(),
                        timestamp(escalation.startedAt()),
                        TextMapJson.write(escalation.groupLabels().asMap()),
                        storm.id()))
                .replaceWithVoid();
    }

    /** Has the storm be as bad as an incident that it holds is by now. */
    Uni<Void> worsened(SqlConnection transaction, Incident incident) {
        return transaction
                .preparedQuery(RANK)
                .execute(Tuple.of(incident.id(), incident.severity().text()))
                .replaceWithVoid();
    }

    /**
     * Holds escalations of which nobody was told yet, with a line in the timelines of their incidents.
     *
     * @param since of incidents that were opened after that
     * @param before of the line, before the name of the policy
     * @param after of the line, after it
     * @return how many; {@code most} if there may be more
     */
    Uni<Integer> holdFresh(Storm storm, Instant since, Instant now, String before, String after, int most) {
        return pool.preparedQuery(HOLD_FRESH)
                .execute(Tuple.tuple()
                        .addUUID(storm.id())
                        .addString(storm.route())
                        .addOffsetDateTime(timestamp(since))
                        .addOffsetDateTime(timestamp(now))
                        .addString(before)
                        .addString(after)
                        .addInteger(most))
                .map(rows -> rows.rowCount());
    }

    /** Whether there are escalations that a storm may hold: of incidents that are not critical, and of which nobody was told. */
    Uni<Boolean> isAnyFresh() {
        return pool.preparedQuery(ANY_FRESH)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("any"));
    }

    /** What is held by storms that last and began before a moment, by storm and policy. */
    Uni<List<Held>> held(Instant begunBefore) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(timestamp(begunBefore)))
                .map(rows -> {
                    List<Held> held = new ArrayList<>();
                    rows.forEach(row -> held.add(new Held(
                            storm(row),
                            row.getString("policy"),
                            severity(row.getString("worst")),
                            AlertRowMapper.instant(row, "latest"),
                            Optional.ofNullable(row.getUUID("incident_id")),
                            Optional.ofNullable(row.getString("known_as"))
                                    .map(StormEscalationStore::severity)
                                    .orElse(Severity.NONE),
                            Optional.ofNullable(row.getOffsetDateTime("taken_on_at"))
                                    .map(OffsetDateTime::toInstant))));
                    return held;
                });
    }

    /** @return whether it is ours to open this incident for a storm; {@code false} if it has one */
    Uni<Boolean> claim(SqlConnection transaction, Storm storm, String policy, UUID incident) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(storm.id(), policy, incident))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The incidents of storms that are over, as far as nobody has ended them. */
    Uni<List<UUID>> over() {
        return pool.preparedQuery(OVER).execute().map(StormEscalationStore::ids);
    }

    /** @return whether it is ours to end the incident of a storm; {@code false} if somebody else does or has */
    Uni<Boolean> claimEnd(SqlConnection transaction, UUID incident) {
        return transaction.preparedQuery(CLAIM_END).execute(Tuple.of(incident)).map(rows -> rows.rowCount() == 1);
    }

    /** Incidents whose escalation is held by a storm that is over, by id. */
    Uni<List<UUID>> released(UUID after, int limit) {
        return pool.preparedQuery(RELEASED).execute(Tuple.of(after, limit)).map(StormEscalationStore::ids);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID("incident_id")));
        return ids;
    }

    private static Severity severity(String text) {
        return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Storm storm(Row row) {
        return new Storm(
                row.getUUID("id"),
                row.getString("route_id"),
                row.getString("receiver"),
                AlertRowMapper.instant(row, "began_at"),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                row.getInteger("digests"));
    }
}
