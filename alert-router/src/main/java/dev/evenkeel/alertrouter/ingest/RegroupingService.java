package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.AlarmScheduler;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * Puts alerts into other groups when the route tree has changed, as Alertmanager does when it reloads: every alert that
 * is not resolved enters the groups of the new tree, and every group that has spoken is looked at at once, by which alerts leave the
 * groups of the old one. The notification log keeps those who know from being told again.
 *
 * <p>The tree that the groups were made by is noted in the database, so that one replica does this once, and does it
 * again from the beginning if it was killed on the way.
 */
@ApplicationScoped
class RegroupingService implements Task {

    private static final int PAGE = 1_000;
    /** Any number, as long as nobody else in this database uses it. */
    private static final long LOCK = 0x65766b6c01L;

    private static final String PAGE_OF_ALERTS = "SELECT " + AlertRowMapper.COLUMNS
            + " FROM alert AS a WHERE a.fingerprint > $1 AND a.ends_at > $2 ORDER BY a.fingerprint LIMIT $3";

    private static final String HURRY = """
            UPDATE alert_group SET next_turn_at = CASE WHEN spoken THEN $1::timestamptz ELSE next_turn_at END,
                due_at = CASE WHEN spoken THEN $1::timestamptz ELSE due_at END,
                receiver = CASE WHEN receiver = ANY ($2) THEN receiver ELSE $3 END
            WHERE claim IS NULL OR due_at <= $1
            """;

    private static final String NOTE = """
            INSERT INTO routing_in_force (digest) VALUES ($1)
            ON CONFLICT (the_one) DO UPDATE SET digest = excluded.digest
            """;

    private final AlertStore store;
    private final Pool pool;
    private final LiveConfiguration<RouterConfig> configuration;
    private final AlarmScheduler alarm;
    private final IngestEvents events;
    private final Clock clock;

    RegroupingService(
            AlertStore store,
            Pool pool,
            LiveConfiguration<RouterConfig> configuration,
            AlarmScheduler alarm,
            EventRecorder recorder,
            Clock clock) {
        this.store = store;
        this.pool = pool;
        this.configuration = configuration;
        this.alarm = alarm;
        this.events = new IngestEvents(recorder);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "regroup-alerts";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    /** Compares the tree in force with the one that the groups were made by, and regroups if they differ. */
    @Override
    public Uni<Void> run() {
        // Whose files were refused knows no route at all, and others do.
        if (configuration.status().loadedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        RouterConfig current = configuration.current();
        String digest = current.routingDigest();
        return isNoted(digest)
                .flatMap(same -> same
                        ? Uni.createFrom().voidItem()
                        : pool.withTransaction(transaction -> transaction
                                .preparedQuery("SELECT pg_try_advisory_xact_lock($1) AS ours")
                                .execute(Tuple.of(LOCK))
                                .map(rows -> rows.iterator().next().getBoolean("ours"))
                                .flatMap(ours -> ours
                                        ? regroup(transaction, current, digest)
                                        : Uni.createFrom().voidItem())));
    }

    private Uni<Boolean> isNoted(String digest) {
        return pool.preparedQuery("SELECT FROM routing_in_force WHERE digest = $1")
                .execute(Tuple.of(digest))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> regroup(SqlConnection lockHolder, RouterConfig current, String digest) {
        Instant now = clock.instant();
        return regroupAfter(Long.MIN_VALUE, current, now)
                .flatMap(done -> hurry(lockHolder, current, now))
                .flatMap(done -> lockHolder.preparedQuery(NOTE).execute(Tuple.of(digest)))
                .invoke(() -> alarm.ringAfterCommit(now))
                .replaceWithVoid();
    }

    private Uni<Void> regroupAfter(long fingerprint, RouterConfig current, Instant now) {
        return pool.preparedQuery(PAGE_OF_ALERTS)
                .execute(Tuple.of(fingerprint, timestamp(now), PAGE))
                .flatMap(rows -> {
                    List<Alert> alerts = new ArrayList<>();
                    rows.forEach(row -> alerts.add(AlertRowMapper.read(row)));
                    if (alerts.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    Placement placement = Placement.of(alerts, current, now);
                    return store.regroup(pool, placement, now)
                            .invoke(() -> events.regrouped(placement))
                            .flatMap(done -> regroupAfter(alerts.getLast().fingerprint(), current, now));
                });
    }

    private static Uni<Void> hurry(SqlConnection connection, RouterConfig current, Instant now) {
        Set<String> receivers = current.receivers().keySet();
        return connection
                .preparedQuery(HURRY)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(timestamp(now))
                        .addArrayOfString(receivers.toArray(String[]::new))
                        .addString(current.route().options().receiver()))
                .replaceWithVoid();
    }
}
