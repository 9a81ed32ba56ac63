package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.Outbox;
import dev.evenkeel.platform.events.format.EventFormat;

/**
 * The outbox in PostgreSQL.
 *
 * <p>Order is kept by one advisory lock per subject, held until the transaction ends: whoever writes an event of a
 * subject, and whoever finishes one, does so alone. So positions of a subject follow its commits, and exactly one pending
 * delivery per subscriber and subject is its head, the only one that can be claimed.
 */
@ApplicationScoped
public class OutboxStore implements Outbox {

    /** The channel notified, at commit, when there is something new to deliver. */
    static final String CHANNEL = "evenkeel_outbox";

    /** Sets our advisory locks apart from those of others. */
    private static final int LOCK_CLASS = 0x65766e74;

    private final Pool pool;
    private final Subscribers subscribers;
    private final Clock clock;

    public OutboxStore(Pool pool, Subscribers subscribers, Clock clock) {
        this.pool = pool;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    @Override
    public Uni<Void> append(SqlConnection transaction, CloudEvent event) {
        EventFormat.requireJsonData(event);
        List<String> names = subscribers.of(event.type());
        if (names.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        CloudEvent traced = TraceParent.addTo(event);
        OffsetDateTime now = utc(clock.instant());
        Tuple values = Tuple.tuple()
                .addValue(traced.id())
                .addValue(traced.source())
                .addValue(traced.type())
                .addValue(traced.subject())
                .addValue(utc(traced.time()))
                .addValue(traced.data())
                .addValue(flat(traced.extensions()))
                .addValue(now)
                .addValue(names.toArray(String[]::new))
                .addValue(CHANNEL);
        // Two statements, since what the second one sees must be what is there once the lock is held.
        return lock(transaction, event.subject())
                .chain(() -> transaction.preparedQuery("""
                        with event as (
                            insert into outbox_event
                                (id, source, type, subject, time, data, extensions, written_at)
                            values ($1, $2, $3, $4, $5, $6, $7, $8)
                            on conflict (source, id) do nothing
                            returning position),
                        delivery as (
                            insert into outbox_delivery
                                (position, subscriber, subject, head, next_attempt_at, since)
                            select event.position, wanted.subscriber, $4, not exists (
                                    select from outbox_delivery earlier
                                    where earlier.subscriber = wanted.subscriber
                                    and earlier.subject = $4 and earlier.state = 'pending'), $8, $8
                            from event, unnest($9::text[]) wanted(subscriber))
                        select pg_notify($10, '') from event
                        """).execute(values))
                .replaceWithVoid();
    }

    /**
     * Claims deliveries that are due, the longest due first, at most one per subject, none that another relay holds.
     *
     * @param lease after this time they can be claimed again
     */
    public Uni<List<Delivery>> claim(String subscriber, int limit, Duration lease) {
        Instant now = clock.instant();
        return pool.preparedQuery("""
                        with due as (
                            select id from outbox_delivery
                            where subscriber = $1 and state = 'pending' and head and next_attempt_at <= $2
                            order by next_attempt_at
                            limit $3
                            for update skip locked)
                        update outbox_delivery d set attempts = d.attempts + 1, next_attempt_at = $4
                        from due, outbox_event e
                        where d.id = due.id and e.position = d.position
                        returning d.id as delivery, d.subscriber, d.attempts, d.since, e.*
                        """)
                .execute(Tuple.of(subscriber, utc(now), limit, utc(now.plus(lease))))
                .map(rows -> rows.stream().map(OutboxStore::delivery).toList());
    }

    /**
     * Writes down what became of a claimed delivery; one that ended makes way for the next of its subject.
     *
     * @return {@code false} if the claim had passed to another relay in the meantime, so that nothing was changed
     */
    public Uni<Boolean> record(Delivery delivery, DeliveryState state) {
        return switch (state) {
            case DeliveryState.Pending(Instant next, String reason) ->
                pool.preparedQuery("""
                        update outbox_delivery set next_attempt_at = $3, reason = $4
                        where id = $1 and attempts = $2 and state = 'pending'
                        """)
                        .execute(Tuple.of(delivery.id(), delivery.attempt(), utc(next), reason))
                        .map(done -> done.rowCount() == 1);
            case DeliveryState.Delivered(Instant at) -> finish(delivery, "delivered", at, null);
            case DeliveryState.Dead(Instant at, String reason) -> finish(delivery, "dead", at, reason);
        };
    }

    private Uni<Boolean> finish(Delivery delivery, String state, Instant at, String reason) {
        String subject = delivery.event().subject();
        return pool.withTransaction(transaction -> lock(transaction, subject)
                .chain(() -> transaction
                        .preparedQuery("""
                                update outbox_delivery set state = $3, finished_at = $4, reason = $5, head = false
                                where id = $1 and attempts = $2 and state = 'pending'
                                """)
                        .execute(Tuple.of(delivery.id(), delivery.attempt(), state, utc(at), reason)))
                .chain(done -> done.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : promote(transaction, delivery.subscriber(), subject).replaceWith(true)));
    }

    /** Makes the oldest pending delivery of the subject its head; needs the lock of the subject. */
    static Uni<Void> promote(SqlConnection transaction, String subscriber, String subject) {
        return transaction
                .preparedQuery("""
                        update outbox_delivery set head = true
                        where not head and id = (
                            select id from outbox_delivery
                            where subscriber = $1 and subject = $2 and state = 'pending'
                            order by position limit 1)
                        """)
                .execute(Tuple.of(subscriber, subject))
                .replaceWithVoid();
    }

    /**
     * Waits until nobody else writes to this subject. There are 1024 locks, so that a transaction with very many
     * subjects does not fill the lock table of the server; two subjects that share one wait for each other.
     */
    static Uni<Void> lock(SqlConnection transaction, String subject) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1, $2)")
                .execute(Tuple.of(LOCK_CLASS, subject.hashCode() & 0x3FF))
                .replaceWithVoid();
    }

    private static Delivery delivery(Row row) {
        Map<String, String> extensions = new TreeMap<>();
        String[] pairs = row.getArrayOfStrings("extensions");
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            extensions.put(pairs[i], pairs[i + 1]);
        }
        CloudEvent event = new CloudEvent(
                row.getString("id"),
                row.getString("source"),
                row.getString("type"),
                row.getString("subject"),
                row.getOffsetDateTime("time").toInstant(),
                row.getString("data"),
                extensions);
        return new Delivery(
                row.getLong("delivery"),
                row.getString("subscriber"),
                event,
                row.getInteger("attempts"),
                row.getOffsetDateTime("written_at").toInstant(),
                row.getOffsetDateTime("since").toInstant());
    }

    private static String[] flat(Map<String, String> extensions) {
        List<String> pairs = new ArrayList<>(2 * extensions.size());
        extensions.forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return pairs.toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
