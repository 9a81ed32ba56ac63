package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Storms in PostgreSQL. Beginning, digest and end are single statements, so that replicas do each once. */
@ApplicationScoped
class StormStore {

    private static final String COLUMNS = "id, route_id, receiver, began_at, ended_at, digests";

    /** Counts what was opened in the window, by route and altogether, and begins or prolongs the storms that makes. */
    private static final String DETECT = """
            WITH opened AS (
                SELECT g.route_id, g.receiver, count(*) AS incidents
                FROM incident AS i JOIN alert_group AS g ON g.id = i.group_id
                WHERE i.opened_at > $1 GROUP BY 1, 2),
            scopes AS (
                SELECT route_id, receiver FROM opened WHERE $3 > 0 AND incidents >= $3
                UNION ALL
                SELECT '', $5 FROM opened HAVING $4 > 0 AND sum(incidents) >= $4)
            INSERT INTO storm (id, route_id, receiver, began_at, full_at)
            SELECT gen_random_uuid(), route_id, receiver, $2, $2 FROM scopes
            ON CONFLICT (route_id) WHERE ended_at IS NULL DO UPDATE SET full_at = excluded.full_at
            """;

    private static final String OPENED_LATELY = """
            SELECT g.route_id, g.receiver, count(*)::integer AS incidents
            FROM incident AS i JOIN alert_group AS g ON g.id = i.group_id
            WHERE i.opened_at > $1 GROUP BY 1, 2 ORDER BY 3 DESC, 1
            """;

    private static final String END = """
            UPDATE storm SET ended_at = $1, claimed_until = NULL WHERE ended_at IS NULL AND full_at < $2
            """;

    private static final String END_ALL = "UPDATE storm SET ended_at = $1, claimed_until = NULL WHERE ended_at IS NULL";

    /** The first digest half a minute after the beginning, when there is something to say, and the last after the end. */
    private static final String CLAIM_DIGESTS = """
            UPDATE storm SET claimed_until = $1::timestamptz + interval '30 seconds' WHERE id IN (
                SELECT id FROM storm
                WHERE NOT final_told AND (claimed_until IS NULL OR claimed_until < $1)
                  AND (ended_at IS NOT NULL
                       OR coalesce(digest_at + make_interval(secs => $2), began_at + interval '30 seconds') <= $1)
                ORDER BY began_at LIMIT 20 FOR UPDATE SKIP LOCKED)
            RETURNING
            """ + COLUMNS;

    private static final String TOLD = """
            UPDATE storm SET digests = digests + 1, digest_at = $2, claimed_until = NULL, final_told = $3 WHERE id = $1
            """;

    private static final String IN_FORCE = "SELECT " + COLUMNS + """
             FROM storm WHERE ended_at IS NULL
               OR began_at > $1 AND EXISTS (SELECT FROM incident WHERE status <> 'resolved' AND opened_at > began_at)
            """;

    private static final String OPENED = """
            SELECT p.group_id, min(i.opened_at) AS opened_at FROM incident_part AS p JOIN incident AS i ON i.id = p.incident_id
            WHERE p.group_id = ANY ($1) GROUP BY 1
            """;

    /** Without the incidents that storms themselves are. */
    private static final String CONTENT = """
            SELECT i.title, i.severity, count(*)::integer AS incidents,
                count(*) FILTER (WHERE i.status <> 'resolved')::integer AS firing
            FROM incident AS i
            WHERE i.opened_at > $1 AND i.opened_at < coalesce($2, 'infinity'::timestamptz) AND ($3 = '' OR i.receiver = $4)
                AND i.group_key NOT LIKE 'storm:%'
            GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 1000
            """;

    /**
     * Incidents with the same headline.
     *
     * @param firing how many of them are not over
     */
    record Line(String title, String severity, int incidents, int firing) {}

    /** How many incidents of a route were opened within the window. */
    record RouteCount(String route, String receiver, int incidents) {}

    private final Pool pool;

    StormStore(Pool pool) {
        this.pool = pool;
    }

    /** Begins, prolongs and ends storms. */
    Uni<Void> detect(StormRules rules, String rootReceiver, Instant now) {
        return pool.preparedQuery(DETECT)
                .execute(Tuple.of(
                        timestamp(now.minus(rules.window())),
                        timestamp(now),
                        rules.perRoute(),
                        rules.overall(),
                        rootReceiver))
                .chain(() -> pool.preparedQuery(END)
                        .execute(Tuple.of(timestamp(now), timestamp(now.minus(rules.calmAfter())))))
                .replaceWithVoid();
    }

    /** Ends the storms that last. */
    Uni<Void> endAll(Instant now) {
        return pool.preparedQuery(END_ALL).execute(Tuple.of(timestamp(now))).replaceWithVoid();
    }

    Uni<Optional<Storm>> find(UUID id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM storm WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    /** Storms of which a digest is due, for half a minute ours to tell. */
    Uni<List<Storm>> claimDigests(Duration every, Instant now) {
        return pool.preparedQuery(CLAIM_DIGESTS)
                .execute(Tuple.of(timestamp(now), (double) every.toSeconds()))
                .map(StormStore::read);
    }

    Uni<Void> told(Storm storm, Instant now) {
        return pool.preparedQuery(TOLD)
                .execute(Tuple.of(storm.id(), timestamp(now), storm.endedAt().isPresent()))
                .replaceWithVoid();
    }

    /** Routes of which incidents were opened since a moment, those with the most first. */
    Uni<List<RouteCount>> openedSince(Instant since) {
        return pool.preparedQuery(OPENED_LATELY)
                .execute(Tuple.of(timestamp(since)))
                .map(rows -> {
                    List<RouteCount> counts = new ArrayList<>();
                    rows.forEach(row -> counts.add(new RouteCount(
                            row.getString("route_id"), row.getString("receiver"), row.getInteger("incidents"))));
                    return counts;
                });
    }

    /** Storms that last, and those since a moment of which incidents are left. */
    Uni<List<Storm>> inForce(Instant since) {
        return pool.preparedQuery(IN_FORCE).execute(Tuple.of(timestamp(since))).map(StormStore::read);
    }

    /** Storms that last, the oldest first. */
    Uni<List<Storm>> lasting() {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM storm WHERE ended_at IS NULL ORDER BY began_at, id")
                .execute()
                .map(StormStore::read);
    }

    /** Storms that last and past ones, the newest first. */
    Uni<List<Storm>> latest(int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM storm ORDER BY began_at DESC, id LIMIT $1")
                .execute(Tuple.of(limit))
                .map(StormStore::read);
    }

    /** When the oldest unresolved incident of each group was opened. */
    Uni<Map<UUID, Instant>> openedAt(Collection<UUID> groups) {
        return pool.preparedQuery(OPENED)
                .execute(Tuple.tuple().addArrayOfUUID(groups.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Instant> opened = new HashMap<>();
                    rows.forEach(row -> opened.put(row.getUUID("group_id"), AlertRowMapper.instant(row, "opened_at")));
                    return opened;
                });
    }

    /** What was opened in a storm since then, what there is most of first. */
    Uni<List<Line>> content(Storm storm, Instant since) {
        return pool.preparedQuery(CONTENT)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(timestamp(since))
                        .addOffsetDateTime(
                                storm.endedAt().map(AlertRowMapper::timestamp).orElse(null))
                        .addString(storm.route())
                        .addString(storm.receiver()))
                .map(rows -> {
                    List<Line> lines = new ArrayList<>();
                    rows.forEach(row -> lines.add(new Line(
                            row.getString("title"),
                            row.getString("severity"),
                            row.getInteger("incidents"),
                            row.getInteger("firing"))));
                    return lines;
                });
    }

    private static List<Storm> read(RowSet<Row> rows) {
        List<Storm> storms = new ArrayList<>();
        rows.forEach(row -> storms.add(new Storm(
                row.getUUID("id"),
                row.getString("route_id"),
                row.getString("receiver"),
                AlertRowMapper.instant(row, "began_at"),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(at -> at.toInstant()),
                row.getInteger("digests"))));
        return storms;
    }
}
