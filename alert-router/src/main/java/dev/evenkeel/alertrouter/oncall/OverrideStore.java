package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Overrides in PostgreSQL. */
@ApplicationScoped
class OverrideStore {

    private static final String ADD = """
            INSERT INTO oncall_override (id, schedule, person, starts_at, ends_at, reason, swap_id, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private static final String DURING = """
            SELECT * FROM oncall_override WHERE schedule = ANY ($1) AND ends_at > $2 AND starts_at < $3
            ORDER BY starts_at, id
            """;

    /** What has not begun goes as a whole, of what has the part to come. */
    private static final String DELETE_FUTURE = "DELETE FROM oncall_override WHERE id = $1 AND starts_at >= $2";

    private static final String END =
            "UPDATE oncall_override SET ends_at = $2, ended_by = $3 WHERE id = $1 AND starts_at < $2 AND ends_at > $2";

    /** Held until the transaction ends by whoever changes who is on call by a schedule. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('oncall ' || $1, 0))";

    Uni<Void> lock(SqlConnection transaction, String schedule) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(schedule)).replaceWithVoid();
    }

    Uni<Void> add(SqlConnection transaction, StoredOverride override) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addUUID(override.id())
                        .addString(override.schedule())
                        .addString(override.person())
                        .addOffsetDateTime(timestamp(override.span().from()))
                        .addOffsetDateTime(timestamp(override.span().to()))
                        .addString(override.reason())
                        .addUUID(override.swap().orElse(null))
                        .addString(override.createdBy())
                        .addOffsetDateTime(timestamp(override.createdAt())))
                .replaceWithVoid();
    }

    /** Those of some schedules that hold at any moment of a span. */
    Uni<List<StoredOverride>> during(SqlClient client, Collection<String> schedules, Span span) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(schedules.toArray(String[]::new))
                .addOffsetDateTime(timestamp(span.from()))
                .addOffsetDateTime(timestamp(span.to()));
        return client.preparedQuery(DURING)
                .execute(parameters)
                .map(rows -> rows.stream().map(OverrideStore::read).toList());
    }

    Uni<Optional<StoredOverride>> find(SqlClient client, UUID id) {
        return client.preparedQuery("SELECT * FROM oncall_override WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** @return {@code false} if it was over already */
    Uni<Boolean> end(SqlConnection transaction, UUID id, Instant now, String by) {
        return transaction
                .preparedQuery(DELETE_FUTURE)
                .execute(Tuple.of(id, timestamp(now)))
                .flatMap(deleted -> deleted.rowCount() == 1
                        ? Uni.createFrom().item(true)
                        : transaction
                                .preparedQuery(END)
                                .execute(Tuple.of(id, timestamp(now), by))
                                .map(ended -> ended.rowCount() == 1));
    }

    private static StoredOverride read(Row row) {
        return new StoredOverride(
                row.getUUID("id"),
                row.getString("schedule"),
                row.getString("person"),
                new Span(AlertRowMapper.instant(row, "starts_at"), AlertRowMapper.instant(row, "ends_at")),
                row.getString("reason"),
                Optional.ofNullable(row.getUUID("swap_id")),
                row.getString("created_by"),
                AlertRowMapper.instant(row, "created_at"),
                Optional.ofNullable(row.getString("ended_by")));
    }
}
