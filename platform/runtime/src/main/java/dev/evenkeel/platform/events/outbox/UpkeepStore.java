package dev.evenkeel.platform.events.outbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Looks after the outbox and the inbox as a whole: counts, and removes what is no longer of use. */
@ApplicationScoped
public class UpkeepStore {

    /** Rows removed at once: a purge never holds many locks, and what is left goes with the next round. */
    private static final int BATCH = 5000;

    private final Pool pool;

    UpkeepStore(Pool pool) {
        this.pool = pool;
    }

    /** What waits and what was given up, by subscriber. */
    Uni<Map<String, EventMetrics.Backlog>> backlog() {
        return pool.query("""
                        select subscriber,
                            count(*) filter (where state = 'pending') pending,
                            min(e.written_at) filter (where state = 'pending') oldest,
                            count(*) filter (where state = 'dead') dead
                        from outbox_delivery d left join outbox_event e on e.position = d.position and d.head
                        where state = 'pending' or state = 'dead'
                        group by subscriber
                        """).execute().map(rows -> {
            Map<String, EventMetrics.Backlog> counted = new HashMap<>();
            for (Row row : rows) {
                var oldest = row.getOffsetDateTime("oldest");
                counted.put(
                        row.getString("subscriber"),
                        new EventMetrics.Backlog(
                                row.getLong("pending"),
                                oldest == null ? null : oldest.toInstant(),
                                row.getLong("dead")));
            }
            return counted;
        });
    }

    /** Forgets what was received before {@code before}. */
    Uni<Integer> purgeInbox(Instant before) {
        return pool.preparedQuery("""
                        delete from inbox_event where ctid = any (array(
                            select ctid from inbox_event where received_at < $1 order by received_at limit $2))
                        """)
                .execute(Tuple.of(OutboxStore.utc(before), BATCH))
                .map(done -> done.rowCount());
    }

    /** Forgets what was delivered before {@code before}, and events of which nothing is left to deliver or to show. */
    Uni<Integer> purgeDelivered(Instant before) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("""
                        delete from outbox_delivery where id = any (array(
                            select id from outbox_delivery where state = 'delivered' and finished_at < $1
                            order by finished_at limit $2 for update skip locked))
                        returning position
                        """)
                .execute(Tuple.of(OutboxStore.utc(before), BATCH))
                .chain(rows -> {
                    Long[] positions = new Long[rows.rowCount()];
                    int i = 0;
                    for (Row row : rows) {
                        positions[i++] = row.getLong(0);
                    }
                    return DeadLetterStore.removeUnused(transaction, positions).replaceWith(positions.length);
                }));
    }

    /**
     * Gives up what waits since before {@code before} for somebody who is no subscriber any more, subject by subject.
     *
     * @return how many subjects it touched
     */
    Uni<Integer> giveUpOn(List<String> knownSubscribers, Instant before, Instant now) {
        return pool.preparedQuery("""
                        select distinct subscriber, subject from outbox_delivery
                        where state = 'pending' and subscriber <> all ($1) and since < $2
                        limit 100
                        """)
                .execute(Tuple.of(knownSubscribers.toArray(String[]::new), OutboxStore.utc(before)))
                .chain(lanes -> Multi.createFrom()
                        .iterable(lanes)
                        .onItem()
                        .transformToUniAndConcatenate(
                                lane -> giveUp(lane.getString("subscriber"), lane.getString("subject"), before, now))
                        .collect()
                        .asList()
                        .map(List::size));
    }

    private Uni<Boolean> giveUp(String subscriber, String subject, Instant before, Instant now) {
        return pool.withTransaction(transaction -> OutboxStore.lock(transaction, subject)
                .chain(() -> transaction
                        .preparedQuery("""
                                update outbox_delivery set state = 'dead', head = false, finished_at = $4,
                                    reason = 'no subscriber of this name is configured any more'
                                where state = 'pending' and subscriber = $1 and subject = $2 and since < $3
                                """)
                        .execute(Tuple.of(subscriber, subject, OutboxStore.utc(before), OutboxStore.utc(now))))
                .chain(() -> OutboxStore.promote(transaction, subscriber, subject))
                .replaceWith(true));
    }
}
