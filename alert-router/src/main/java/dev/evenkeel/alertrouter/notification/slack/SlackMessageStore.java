package dev.evenkeel.alertrouter.notification.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.notification.slack.SlackMessage.Posted;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which message stands in Slack for a group, so that any replica can change it. */
@ApplicationScoped
class SlackMessageStore {

    /** Slack itself lets nobody change a message for longer, in most of its plans. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String FIND = "SELECT channel, posted_as FROM slack_message WHERE id = $1 AND touched_at > $2";

    private static final String KEEP = """
            WITH outdated AS (DELETE FROM slack_message WHERE touched_at <= $5 AND id <> $1)
            INSERT INTO slack_message (id, channel, posted_as, touched_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, posted_as = excluded.posted_as,
                touched_at = excluded.touched_at
            """;

    private final Pool pool;

    SlackMessageStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Posted>> find(UUID id, Instant now) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, timestamp(now.minus(KEPT))))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Posted(
                                rows.iterator().next().getString("channel"),
                                rows.iterator().next().getString("posted_as"))));
    }

    Uni<Void> keep(UUID id, Posted posted, Instant now) {
        Tuple row = Tuple.of(id, posted.channel(), posted.timestamp(), timestamp(now), timestamp(now.minus(KEPT)));
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    /** The next message about the group is a new one. */
    Uni<Void> forget(UUID id) {
        return pool.preparedQuery("DELETE FROM slack_message WHERE id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }
}
