package dev.evenkeel.backup.runs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.platform.events.Outbox;

/** Runs in PostgreSQL; the end of each is written together with the event that tells of it. */
@ApplicationScoped
public class RunStore {

    private static final String COLUMNS = "id, target, trigger, state, begun_at, ended_at, content_bytes, stored_bytes,"
            + " files, server_version, system_identifier, timeline, start_lsn, stop_lsn, error";

    private final Pool pool;
    private final Outbox outbox;

    RunStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** Claims the target for this run; false if a backup of it is being taken already. */
    Uni<Boolean> claim(BackupRun run, Instant leaseUntil) {
        return pool.preparedQuery("""
                        INSERT INTO backup_run (id, target, trigger, state, lease_until, begun_at)
                        VALUES ($1, $2, $3, 'running', $4, $5)
                        ON CONFLICT (target) WHERE state = 'running' DO NOTHING
                        """)
                .execute(Tuple.of(
                        run.id().text(), run.target(), word(run.trigger()), utc(leaseUntil), utc(run.begunAt())))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> renew(BackupId id, Instant leaseUntil, long contentBytes) {
        return pool.preparedQuery("""
                        UPDATE backup_run SET lease_until = $2, content_bytes = $3 WHERE id = $1 AND state = 'running'
                        """)
                .execute(Tuple.of(id.text(), utc(leaseUntil), contentBytes))
                .replaceWithVoid();
    }

    /**
     * Writes how a run ended, whatever others may have thought meanwhile, and tells it; once, however often it is called.
     */
    Uni<Void> finish(BackupRun run) {
        return pool.withTransaction(transaction -> end(transaction, run)
                .chain(changed -> changed
                        ? outbox.append(transaction, RunEventsJson.of(run))
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> end(SqlConnection transaction, BackupRun run) {
        BackupRun.Result none = new BackupRun.Result(null, null, 0, null, null);
        BackupRun.Result result = run.result().orElse(none);
        return transaction
                .preparedQuery("""
                        UPDATE backup_run
                        SET state = $2, ended_at = $3, content_bytes = greatest(content_bytes, $4), stored_bytes = $5,
                            files = $6, server_version = $7, system_identifier = $8, timeline = $9, start_lsn = $10,
                            stop_lsn = $11, error = $12
                        WHERE id = $1 AND state <> $2 AND state <> 'completed'
                        """)
                .execute(Tuple.from(Arrays.asList(
                        run.id().text(),
                        word(run.state()),
                        utc(run.endedAt().orElseThrow()),
                        run.contentBytes(),
                        run.storedBytes(),
                        run.files(),
                        result.serverVersion(),
                        result.systemIdentifier(),
                        result.timeline(),
                        result.startLsn(),
                        result.stopLsn(),
                        run.error().orElse(null))))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Runs whose lease has run out: whoever worked on them is dead, or cannot reach the database. */
    Uni<List<BackupRun>> abandoned(Instant now) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM backup_run WHERE state = 'running' AND lease_until < $1")
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().map(RunStore::run).toList());
    }

    public Uni<Optional<BackupRun>> find(BackupId id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM backup_run WHERE id = $1")
                .execute(Tuple.of(id.text()))
                .map(rows -> rows.stream().map(RunStore::run).findFirst());
    }

    /**
     * A place in the list of runs, newest first.
     *
     * @param id tells runs apart that began in the same instant
     */
    public record Place(Instant begunAt, String id) {

        /** Before all of them. */
        public static final Place NEWEST = new Place(Instant.parse("9999-12-31T00:00:00Z"), "");
    }

    /** The newest runs of a target, or of all if it is null, from behind a place. */
    public Uni<List<BackupRun>> newest(String target, Place after, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + """
                         FROM backup_run WHERE ($1::text IS NULL OR target = $1) AND (begun_at, id) < ($2, $3)
                        ORDER BY begun_at DESC, id DESC LIMIT $4
                        """)
                .execute(Tuple.of(target, utc(after.begunAt()), after.id(), limit))
                .map(rows -> rows.stream().map(RunStore::run).toList());
    }

    /** For each target its last run, and its last completed one if that is another. */
    public Uni<List<BackupRun>> latest() {
        return pool.query("SELECT DISTINCT ON (target, state = 'completed') " + COLUMNS
                        + " FROM backup_run ORDER BY target, state = 'completed', begun_at DESC, id DESC")
                .execute()
                .map(rows -> rows.stream().map(RunStore::run).toList());
    }

    private static BackupRun run(Row row) {
        Optional<BackupRun.Result> result = Optional.ofNullable(row.getString("stop_lsn"))
                .map(stop -> new BackupRun.Result(
                        row.getString("server_version"),
                        row.getString("system_identifier"),
                        row.getLong("timeline"),
                        row.getString("start_lsn"),
                        stop));
        return new BackupRun(
                new BackupId(row.getString("id")),
                row.getString("target"),
                BackupRun.Trigger.valueOf(row.getString("trigger").toUpperCase(Locale.ROOT)),
                BackupRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("begun_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                row.getLong("content_bytes"),
                row.getLong("stored_bytes"),
                row.getLong("files"),
                result,
                Optional.ofNullable(row.getString("error")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
