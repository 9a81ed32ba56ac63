package dev.evenkeel.alertrouter.oncall.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.oncall.calendar.Feed.About;
import dev.evenkeel.platform.security.KeyDigest;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Calendars that can be subscribed to, in PostgreSQL; their tokens only as digests. */
@ApplicationScoped
class FeedStore {

    private static final String ADD = """
            INSERT INTO oncall_feed (id, token_digest, schedule, person, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    private static final String REVOKE =
            "UPDATE oncall_feed SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING *";

    private final Pool pool;

    FeedStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, Feed feed, KeyDigest token) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        feed.id(),
                        token.hex(),
                        feed.about() instanceof About.OfSchedule(String name) ? name : null,
                        feed.about() instanceof About.OfPerson(String name) ? name : null,
                        feed.createdBy(),
                        timestamp(feed.createdAt())))
                .replaceWithVoid();
    }

    /** Newest first, those that are revoked included. */
    Uni<List<Feed>> list(int limit) {
        return pool.preparedQuery("SELECT * FROM oncall_feed ORDER BY created_at DESC, id LIMIT $1")
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().map(FeedStore::read).toList());
    }

    /** The calendar that may be read with a token. */
    Uni<Optional<Feed>> find(KeyDigest token) {
        return pool.preparedQuery("SELECT * FROM oncall_feed WHERE token_digest = $1 AND revoked_at IS NULL")
                .execute(Tuple.of(token.hex()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    Uni<Optional<Feed>> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM oncall_feed WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    /** @return {@code false} if there is none that could be revoked */
    Uni<Boolean> revoke(SqlConnection transaction, UUID id, Instant now) {
        return transaction
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, timestamp(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Feed read(Row row) {
        String schedule = row.getString("schedule");
        return new Feed(
                row.getUUID("id"),
                schedule == null ? new About.OfPerson(row.getString("person")) : new About.OfSchedule(schedule),
                row.getString("created_by"),
                AlertRowMapper.instant(row, "created_at"),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(OffsetDateTime::toInstant));
    }
}
