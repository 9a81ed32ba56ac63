package dev.evenkeel.backup.operations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.platform.events.Outbox;

/** Operations in PostgreSQL; the outcome of a check is written together with the event that tells of it. */
@ApplicationScoped
public class OperationStore {

    private static final String COLUMNS = "id, backup_id, kind, state, begun_at, ended_at, report";

    private final Pool pool;
    private final Outbox outbox;

    OperationStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** Claims the backup for an operation of this kind; false if one is underway already. */
    Uni<Boolean> claim(Operation operation, Instant leaseUntil) {
        return pool.preparedQuery("""
                        INSERT INTO backup_operation (id, backup_id, kind, state, lease_until, begun_at)
                        VALUES ($1, $2, $3, 'running', $4, $5)
                        ON CONFLICT (backup_id, kind) WHERE state = 'running' DO NOTHING
                        """)
                .execute(Tuple.of(
                        operation.id(),
                        operation.backup().text(),
                        word(operation.kind()),
                        utc(leaseUntil),
                        utc(operation.begunAt())))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> renew(UUID id, Instant leaseUntil) {
        return pool.preparedQuery("UPDATE backup_operation SET lease_until = $2 WHERE id = $1 AND state = 'running'")
                .execute(Tuple.of(id, utc(leaseUntil)))
                .replaceWithVoid();
    }

    /** Writes the outcome and, if it says something about the backup, tells it; once, however often it is called. */
    Uni<Void> finish(Operation operation) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("""
                        UPDATE backup_operation AS o SET state = $2, ended_at = $3, report = $4
                        FROM backup_run AS r
                        WHERE o.id = $1 AND o.state IN ('running', 'broken') AND o.state <> $2 AND r.id = o.backup_id
                        RETURNING r.target
                        """)
                .execute(Tuple.of(
                        operation.id(),
                        word(operation.state()),
                        utc(operation.endedAt().orElseThrow()),
                        new JsonObject(operation.report())))
                .chain(rows -> tell(transaction, operation, rows)));
    }

    private Uni<Void> tell(SqlConnection transaction, Operation operation, RowSet<Row> changed) {
        boolean isCheck = operation.kind() != Operation.Kind.RESTORE;
        boolean saysSomething = operation.state() != Operation.State.BROKEN;
        if (changed.rowCount() == 1 && isCheck && saysSomething) {
            String target = changed.iterator().next().getString("target");
            return outbox.append(transaction, OperationEventsJson.verified(operation, target));
        }
        return Uni.createFrom().voidItem();
    }

    Uni<List<Operation>> abandoned(Instant now) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS + " FROM backup_operation WHERE state = 'running' AND lease_until < $1")
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().map(OperationStore::operation).toList());
    }

    public Uni<Optional<Operation>> find(BackupId backup, UUID id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM backup_operation WHERE backup_id = $1 AND id = $2")
                .execute(Tuple.of(backup.text(), id))
                .map(rows -> rows.stream().map(OperationStore::operation).findFirst());
    }

    /** What was done with a backup, newest first, at most a hundred. */
    public Uni<List<Operation>> of(BackupId backup) {
        return pool.preparedQuery("SELECT " + COLUMNS
                        + " FROM backup_operation WHERE backup_id = $1 ORDER BY begun_at DESC, id LIMIT 100")
                .execute(Tuple.of(backup.text()))
                .map(rows -> rows.stream().map(OperationStore::operation).toList());
    }

    private static Operation operation(Row row) {
        return new Operation(
                row.getUUID("id"),
                new BackupId(row.getString("backup_id")),
                Operation.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Operation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("begun_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                row.getJsonObject("report").getMap());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
