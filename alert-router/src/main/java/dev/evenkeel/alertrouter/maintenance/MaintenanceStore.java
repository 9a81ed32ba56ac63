package dev.evenkeel.alertrouter.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Maintenance windows in PostgreSQL. A change counts up the version of silences, by which every replica learns of it. */
@ApplicationScoped
public class MaintenanceStore {

    private static final String NEXT_VERSION = "UPDATE silence_version SET version = version + 1";

    private static final String ADD = """
            INSERT INTO maintenance_window
                (id, name, matchers, start_local, zone, rule, duration_ms, comment, created_by, updated_at, version,
                 exceptions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;

    private static final String CHANGE = """
            UPDATE maintenance_window SET name = $2, matchers = $3, start_local = $4, zone = $5, rule = $6,
                duration_ms = $7, comment = $8, created_by = $9, updated_at = $10, version = $11, exceptions = $12
            WHERE id = $1
            """;

    /** Such windows suppress nothing, so nobody has to learn of it. */
    private static final String REMOVE_UNCHANGED = """
            DELETE FROM maintenance_window AS w USING unnest($1::uuid[], $2::integer[]) AS over (id, version)
            WHERE w.id = over.id AND w.version = over.version
            """;

    private final Pool pool;

    MaintenanceStore(Pool pool) {
        this.pool = pool;
    }

    /** All of them, by name. */
    public Uni<MaintenanceWindows> all() {
        return pool.preparedQuery("SELECT * FROM maintenance_window ORDER BY name, id")
                .execute()
                .map(rows -> new MaintenanceWindows(read(rows)));
    }

    /** One, locked. */
    Uni<Optional<MaintenanceWindow>> lock(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("SELECT * FROM maintenance_window WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    Uni<Void> add(SqlConnection transaction, MaintenanceWindow window, Instant now) {
        return write(transaction, ADD, row(window, now));
    }

    Uni<Void> change(SqlConnection transaction, MaintenanceWindow window, Instant now) {
        return write(transaction, CHANGE, row(window, now));
    }

    Uni<Void> remove(SqlConnection transaction, UUID id) {
        return write(transaction, "DELETE FROM maintenance_window WHERE id = $1", Tuple.of(id));
    }

    /** Removes windows as they are here; one that somebody has just changed stays. */
    Uni<Void> removeUnchanged(List<MaintenanceWindow> windows) {
        return pool.preparedQuery(REMOVE_UNCHANGED)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                windows.stream().map(MaintenanceWindow::id).toArray(UUID[]::new))
                        .addArrayOfInteger(
                                windows.stream().map(MaintenanceWindow::version).toArray(Integer[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> write(SqlConnection transaction, String statement, Tuple row) {
        return transaction
                .preparedQuery(NEXT_VERSION)
                .execute()
                .flatMap(counted -> transaction.preparedQuery(statement).execute(row))
                .replaceWithVoid();
    }

    private static Tuple row(MaintenanceWindow window, Instant now) {
        return Tuple.tuple()
                .addUUID(window.id())
                .addString(window.name())
                .addString(window.matchers().stream().map(Object::toString).collect(Collectors.joining(",")))
                .addString(window.start().toString())
                .addString(window.zone().getId())
                .addString(window.rule().orElse(null))
                .addLong(window.duration().toMillis())
                .addString(window.comment())
                .addString(window.createdBy())
                .addOffsetDateTime(timestamp(now))
                .addInteger(window.version())
                .addString(window.exceptions().stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    private static List<MaintenanceWindow> read(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new MaintenanceWindow(
                        row.getUUID("id"),
                        row.getString("name"),
                        MatcherSyntax.FALLBACK.parseList(row.getString("matchers")),
                        LocalDateTime.parse(row.getString("start_local")),
                        ZoneId.of(row.getString("zone")),
                        Optional.ofNullable(row.getString("rule")),
                        exceptions(row.getString("exceptions")),
                        Duration.ofMillis(row.getLong("duration_ms")),
                        row.getString("comment"),
                        row.getString("created_by"),
                        row.getInteger("version")))
                .toList();
    }

    private static List<LocalDateTime> exceptions(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(LocalDateTime::parse).toList();
    }
}
