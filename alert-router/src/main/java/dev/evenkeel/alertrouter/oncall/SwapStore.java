package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.oncall.Swap.Decided;
import dev.evenkeel.alertrouter.oncall.Swap.Status;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Swaps in PostgreSQL. */
@ApplicationScoped
class SwapStore {

    private static final String ADD = """
            INSERT INTO oncall_swap (id, schedule, requester, starts_at, ends_at, partner, return_starts_at, return_ends_at,
                                     reason, status, asked_by, asked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11)
            """;

    private static final String DECIDE = """
            UPDATE oncall_swap SET status = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND status = 'proposed'
            RETURNING *
            """;

    private static final String LIST = """
            SELECT * FROM oncall_swap WHERE $1::text IS NULL OR status = $1 ORDER BY asked_at DESC, id DESC LIMIT $2
            """;

    Uni<Void> add(SqlConnection transaction, Swap swap) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addUUID(swap.id())
                        .addString(swap.schedule())
                        .addString(swap.requester())
                        .addOffsetDateTime(timestamp(swap.span().from()))
                        .addOffsetDateTime(timestamp(swap.span().to()))
                        .addString(swap.partner())
                        .addOffsetDateTime(swap.inReturn()
                                .map(back -> timestamp(back.from()))
                                .orElse(null))
                        .addOffsetDateTime(swap.inReturn()
                                .map(back -> timestamp(back.to()))
                                .orElse(null))
                        .addString(swap.reason())
                        .addString(swap.askedBy())
                        .addOffsetDateTime(timestamp(swap.askedAt())))
                .replaceWithVoid();
    }

    /** @return the swap as it is now; empty if it was decided before */
    Uni<Optional<Swap>> decide(SqlConnection transaction, UUID id, Status status, String by, Instant now) {
        return transaction
                .preparedQuery(DECIDE)
                .execute(Tuple.of(id, text(status), by, timestamp(now)))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    Uni<Optional<Swap>> find(SqlClient client, UUID id) {
        return client.preparedQuery("SELECT * FROM oncall_swap WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** Newest first. */
    Uni<List<Swap>> list(SqlClient client, Optional<Status> status, int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(status.map(SwapStore::text).orElse(null), limit))
                .map(rows -> rows.stream().map(SwapStore::read).toList());
    }

    static String text(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Swap read(Row row) {
        return new Swap(
                row.getUUID("id"),
                row.getString("schedule"),
                row.getString("requester"),
                new Span(AlertRowMapper.instant(row, "starts_at"), AlertRowMapper.instant(row, "ends_at")),
                row.getString("partner"),
                Optional.ofNullable(row.getOffsetDateTime("return_starts_at"))
                        .map(from -> new Span(from.toInstant(), AlertRowMapper.instant(row, "return_ends_at"))),
                row.getString("reason"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("asked_by"),
                AlertRowMapper.instant(row, "asked_at"),
                Optional.ofNullable(row.getString("decided_by"))
                        .map(by -> new Decided(by, AlertRowMapper.instant(row, "decided_at"))));
    }
}
