package dev.evenkeel.alertrouter.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
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
import dev.evenkeel.alertrouter.alert.StorableText;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** To whom reports are sent, in PostgreSQL: written before anything is sent, claimed by whoever sends. */
@ApplicationScoped
class DeliveryStore {

    private static final String ADD = """
            INSERT INTO report_delivery (id, report_id, receiver, integration, state, due_at, tried_since)
            VALUES ($1, $2, $3, $4, 'pending', $5, $5)
            """;

    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM report_delivery WHERE state = 'pending' AND due_at <= $1
                ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
            UPDATE report_delivery AS delivery SET claim = $3, due_at = $4, attempts = attempts + 1
            FROM due WHERE delivery.id = due.id RETURNING delivery.*
            """;

    private static final String CONCLUDE = """
            UPDATE report_delivery SET state = $3, sent_at = $4, problem = $5, claim = NULL WHERE id = $1 AND claim = $2
            """;

    private static final String RETRY = """
            UPDATE report_delivery SET due_at = $3, problem = $4, claim = NULL WHERE id = $1 AND claim = $2
            """;

    private static final String RETRY_ALL = """
            UPDATE report_delivery SET state = 'pending', due_at = $2, tried_since = $2, attempts = 0
            WHERE report_id = $1 AND state IN ('refused', 'given_up')
            """;

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(ADD)
                .executeBatch(deliveries.stream()
                        .map(each -> Tuple.of(
                                each.id(), each.report(), each.receiver(), each.integration(), timestamp(each.dueAt())))
                        .toList())
                .replaceWithVoid();
    }

    /** @param lease after which a claim that was not given back lapses */
    Uni<List<Delivery>> claim(UUID claim, int most, Instant now, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(timestamp(now), most, claim, timestamp(now.plus(lease))))
                .map(DeliveryStore::read);
    }

    Uni<Void> conclude(UUID delivery, UUID claim, Delivery.State state, Optional<Instant> sentAt, String problem) {
        return pool.preparedQuery(CONCLUDE)
                .execute(Tuple.tuple()
                        .addUUID(delivery)
                        .addUUID(claim)
                        .addString(text(state))
                        .addOffsetDateTime(sentAt.map(AlertRowMapper::timestamp).orElse(null))
                        .addString(StorableText.of(problem)))
                .replaceWithVoid();
    }

    Uni<Void> retry(UUID delivery, UUID claim, Instant dueAt, String problem) {
        return pool.preparedQuery(RETRY)
                .execute(Tuple.of(delivery, claim, timestamp(dueAt), StorableText.of(problem)))
                .replaceWithVoid();
    }

    /** @return how many are to be sent again */
    Uni<Integer> retryAll(SqlConnection transaction, UUID report, Instant now) {
        return transaction
                .preparedQuery(RETRY_ALL)
                .execute(Tuple.of(report, timestamp(now)))
                .map(RowSet::rowCount);
    }

    Uni<List<Delivery>> of(Collection<UUID> reports) {
        return pool.preparedQuery(
                        "SELECT * FROM report_delivery WHERE report_id = ANY ($1) ORDER BY receiver, integration")
                .execute(Tuple.tuple().addArrayOfUUID(reports.toArray(UUID[]::new)))
                .map(DeliveryStore::read);
    }

    private static List<Delivery> read(RowSet<Row> rows) {
        List<Delivery> all = new ArrayList<>();
        rows.forEach(row -> all.add(new Delivery(
                row.getUUID("id"),
                row.getUUID("report_id"),
                row.getString("receiver"),
                row.getString("integration"),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInteger("attempts"),
                AlertRowMapper.instant(row, "tried_since"),
                AlertRowMapper.instant(row, "due_at"),
                Optional.ofNullable(row.getOffsetDateTime("sent_at")).map(OffsetDateTime::toInstant),
                row.getString("problem"))));
        return all;
    }

    static String text(Delivery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
