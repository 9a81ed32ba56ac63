package dev.evenkeel.backup.rpo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.backup.rpo.RpoState.Phase;
import dev.evenkeel.platform.events.Outbox;

/** How targets stand with their objectives, in PostgreSQL, each change with the event that tells of it. */
@ApplicationScoped
class RpoStore {

    /** A backup of which the last check failed is not good. */
    private static final String POINTS = """
            SELECT DISTINCT ON (r.target, c.state = 'passed')
                r.target, r.id, r.ended_at, c.state IS NOT DISTINCT FROM 'passed' AS proven
            FROM backup_run r
            LEFT JOIN LATERAL (
                SELECT o.state FROM backup_operation o
                WHERE o.backup_id = r.id AND o.kind <> 'restore' AND o.state IN ('passed', 'failed')
                ORDER BY o.ended_at DESC LIMIT 1) c ON true
            WHERE r.state = 'completed' AND r.target = ANY ($1) AND c.state IS DISTINCT FROM 'failed'
            ORDER BY r.target, c.state = 'passed', r.ended_at DESC
            """;

    private static final String LATEST = """
            SELECT DISTINCT ON (target) target, phase, since FROM rpo_change ORDER BY target, number DESC
            """;

    private final Pool pool;
    private final Outbox outbox;

    RpoStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /**
     * What one can go back to of a target.
     *
     * @param proven the newest backup of which the last check passed
     * @param complete the newest backup of which no check has failed
     */
    record Points(Optional<RecoveryPoint> proven, Optional<RecoveryPoint> complete) {

        static final Points NONE = new Points(Optional.empty(), Optional.empty());

        private Points with(RecoveryPoint point, boolean isProven) {
            boolean newer =
                    complete.filter(known -> !known.at().isBefore(point.at())).isEmpty();
            return new Points(isProven ? Optional.of(point) : proven, newer ? Optional.of(point) : complete);
        }
    }

    /** By target. */
    Uni<Map<String, Points>> points(Collection<String> targets) {
        return pool.preparedQuery(POINTS)
                .execute(Tuple.tuple().addArrayOfString(targets.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Points> points = new HashMap<>();
                    rows.forEach(row -> points.merge(
                            row.getString("target"),
                            Points.NONE.with(point(row), row.getBoolean("proven")),
                            (known, none) -> known.with(point(row), row.getBoolean("proven"))));
                    return points;
                });
    }

    /** The states of all targets that ever had an objective. */
    Uni<Map<String, RpoState>> states() {
        return pool.query(LATEST).execute().map(rows -> {
            Map<String, RpoState> states = new HashMap<>();
            rows.forEach(row -> states.put(row.getString("target"), state(row)));
            return states;
        });
    }

    /** Moves a target on from the state it is in by now, which another replica may have changed, and tells others. */
    Uni<Void> advance(RpoStanding seen) {
        return pool.withTransaction(transaction -> lock(transaction, seen).flatMap(before -> {
            RpoState after = seen.in(before).next();
            if (after.equals(before)) {
                return Uni.createFrom().voidItem();
            }
            RpoStanding standing = seen.in(after);
            return write(transaction, standing)
                    .chain(() -> RpoEventsJson.of(before, standing)
                            .map(event -> outbox.append(transaction, event))
                            .orElseGet(() -> Uni.createFrom().voidItem()));
        }));
    }

    private static Uni<RpoState> lock(SqlConnection transaction, RpoStanding seen) {
        // The lock also covers a row that is not there yet, which FOR UPDATE alone could not hold.
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended('rpo/' || $1, 0))")
                .execute(Tuple.of(seen.target()))
                .chain(() -> transaction
                        .preparedQuery(
                                "SELECT phase, since FROM rpo_change WHERE target = $1 ORDER BY number DESC LIMIT 1")
                        .execute(Tuple.of(seen.target())))
                .map(rows -> rows.size() == 0
                        ? RpoState.initial(seen.at())
                        : state(rows.iterator().next()));
    }

    private static Uni<Void> write(SqlConnection transaction, RpoStanding standing) {
        return transaction
                .preparedQuery("INSERT INTO rpo_change (target, phase, since, noticed_at) VALUES ($1, $2, $3, $4)")
                .execute(Tuple.of(
                        standing.target(),
                        standing.state().phase().name().toLowerCase(Locale.ROOT),
                        standing.state().since().atOffset(ZoneOffset.UTC),
                        standing.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static RecoveryPoint point(Row row) {
        return new RecoveryPoint(row.getString("id"), instant(row, "ended_at"));
    }

    private static RpoState state(Row row) {
        return new RpoState(Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)), instant(row, "since"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
