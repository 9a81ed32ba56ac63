package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The deliveries that were given up. */
@ApplicationScoped
public class DeadLetterStore {

    private final Pool pool;
    private final Clock clock;

    DeadLetterStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Newest first, those with an id below {@code before}. */
    Uni<List<DeadLetterView>> page(long before, int limit) {
        return pool.preparedQuery("""
                        select d.id as delivery, d.subscriber, d.attempts, d.finished_at, d.reason, e.*
                        from outbox_delivery d join outbox_event e on e.position = d.position
                        where d.state = 'dead' and d.id < $1
                        order by d.id desc limit $2
                        """)
                .execute(Tuple.of(before, limit))
                .map(rows -> rows.stream().map(DeadLetterStore::letter).toList());
    }

    /**
     * Makes a dead letter pending again. It is older than whatever waits in its subject, so it is the next to be sent.
     *
     * @return {@code false} if there is no dead letter of this id
     */
    Uni<Boolean> retry(long id) {
        return pool.withTransaction(transaction -> subjectOf(transaction, id).chain(rows -> {
            if (rows.rowCount() == 0) {
                return Uni.createFrom().item(false);
            }
            Row row = rows.iterator().next();
            return revive(transaction, id, row.getString("subscriber"), row.getString("subject"));
        }));
    }

    /** Removes a dead letter for good; {@code false} if there is none of this id. */
    Uni<Boolean> discard(long id) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("delete from outbox_delivery where id = $1 and state = 'dead' returning position")
                .execute(Tuple.of(id))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : removeUnused(transaction, rows.iterator().next().getLong(0))
                                .replaceWith(true)));
    }

    /** Removes those of the events that have no delivery left. */
    static Uni<Void> removeUnused(SqlConnection transaction, Long... positions) {
        return transaction.preparedQuery("""
                        delete from outbox_event e where position = any ($1)
                        and not exists (select from outbox_delivery d where d.position = e.position)
                        """).execute(Tuple.of(positions)).replaceWithVoid();
    }

    private static Uni<RowSet<Row>> subjectOf(SqlConnection transaction, long id) {
        return transaction
                .preparedQuery("select subscriber, subject from outbox_delivery where id = $1 and state = 'dead'")
                .execute(Tuple.of(id));
    }

    private Uni<Boolean> revive(SqlConnection transaction, long id, String subscriber, String subject) {
        return OutboxStore.lock(transaction, subject)
                .chain(() -> transaction.preparedQuery("""
                                update outbox_delivery set state = 'pending', head = false, attempts = 0,
                                    next_attempt_at = $2, since = $2, finished_at = null
                                where id = $1 and state = 'dead'
                                """).execute(Tuple.of(id, OutboxStore.utc(clock.instant()))))
                .chain(revived -> revived.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : makeOldestHead(transaction, subscriber, subject).replaceWith(true));
    }

    private static Uni<Void> makeOldestHead(SqlConnection transaction, String subscriber, String subject) {
        return transaction
                .preparedQuery("""
                        update outbox_delivery set head = false
                        where subscriber = $1 and subject = $2 and state = 'pending' and head
                        """)
                .execute(Tuple.of(subscriber, subject))
                .chain(() -> OutboxStore.promote(transaction, subscriber, subject))
                .chain(() ->
                        transaction.preparedQuery("select pg_notify($1, '')").execute(Tuple.of(OutboxStore.CHANNEL)))
                .replaceWithVoid();
    }

    private static DeadLetterView letter(Row row) {
        return new DeadLetterView(
                row.getLong("delivery"),
                row.getString("subscriber"),
                row.getInteger("attempts"),
                row.getString("reason"),
                row.getOffsetDateTime("written_at").toInstant(),
                row.getOffsetDateTime("finished_at").toInstant(),
                new DeadLetterView.EventView(
                        row.getString("id"),
                        row.getString("source"),
                        row.getString("type"),
                        row.getString("subject"),
                        row.getOffsetDateTime("time").toInstant(),
                        row.getString("data")));
    }
}
