package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.compatibility.QueryMetrics;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** What every integration was told about every group, in PostgreSQL, so that no replica tells it again. */
@Startup // what it counts is there before anything was asked
@ApplicationScoped
public class NotificationLogStore {

    /** Each by the index, whatever the statistics say, as the plan is kept. */
    private static final String LOAD = "SELECT " + LogEntryMapper.COLUMNS + """
             FROM unnest($1::uuid[]) AS wanted (id)
            CROSS JOIN LATERAL (SELECT * FROM notification_log WHERE id = wanted.id OFFSET 0) AS l
            WHERE l.expires_at > $2
            """;

    private static final String RECORD = """
            INSERT INTO notification_log (id, group_key, receiver, integration, firing, resolved, notified_at, expires_at,
                                          unended)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET firing = excluded.firing, resolved = excluded.resolved,
                notified_at = excluded.notified_at, expires_at = excluded.expires_at,
                unended = excluded.unended
            """;

    private static final String KEEP =
            "UPDATE notification_log SET expires_at = $2 WHERE id = ANY ($1) AND expires_at < $3";

    private final Pool pool;
    private final QueryMetrics metrics;

    NotificationLogStore(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.metrics = new QueryMetrics(meters, "nflog");
    }

    /** The entries of these ids ({@link Integration#logId}) that have not expired. */
    public Uni<Map<UUID, LogEntry>> load(Collection<UUID> ids, Instant now) {
        Tuple parameters =
                Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)).addOffsetDateTime(timestamp(now));
        return measured(pool.preparedQuery(LOAD).execute(parameters)).map(rows -> {
            Map<UUID, LogEntry> entries = new HashMap<>();
            rows.forEach(row -> LogEntryMapper.addTo(entries, row));
            return entries;
        });
    }

    /** A question about the log that is asked together with another. */
    public <T> Uni<T> measured(Uni<T> question) {
        return metrics.measured(question);
    }

    /**
     * Records that an integration knows this state of a group.
     *
     * @param repeatInterval of the route; the entry is kept for twice as long
     * @param onItsWay is run when PostgreSQL was sent the entry, which from then on is stored even if we are killed
     */
    public Uni<Void> record(
            String groupKey, Integration integration, LogEntry entry, Duration repeatInterval, Runnable onItsWay) {
        Tuple parameters = Tuple.tuple()
                .addUUID(integration.logId(groupKey))
                .addString(groupKey)
                .addString(integration.receiver())
                .addString(integration.name())
                .addArrayOfLong(entry.firing().toArray())
                .addArrayOfLong(entry.resolved().toArray())
                .addOffsetDateTime(timestamp(entry.notifiedAt()))
                .addOffsetDateTime(timestamp(entry.notifiedAt().plus(repeatInterval.multipliedBy(2))))
                .addArrayOfLong(entry.unended().toArray());
        return pool.withConnection(connection -> Uni.createFrom().emitter(emitter -> {
            connection
                    .preparedQuery(RECORD)
                    .execute(parameters)
                    .subscribe()
                    .with(stored -> emitter.complete(null), emitter::fail);
            onItsWay.run();
        }));
    }

    /**
     * Keeps entries from expiring while somebody has yet to be told how an alert ended.
     *
     * @param repeatInterval of the route; entries that have more than that left are not touched
     */
    public Uni<Void> keep(Collection<UUID> ids, Instant now, Duration repeatInterval) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addOffsetDateTime(timestamp(now.plus(repeatInterval.multipliedBy(2))))
                .addOffsetDateTime(timestamp(now.plus(repeatInterval)));
        return pool.preparedQuery(KEEP).execute(parameters).replaceWithVoid();
    }
}
