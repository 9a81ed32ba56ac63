package dev.evenkeel.alertrouter.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** The keys that sign links, in PostgreSQL, where all replicas have the same. */
@ApplicationScoped
class LinkKeyStore {

    /** Replicas that start together agree on one key. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('link_key'))";

    private static final String ADD_IF_DUE = """
            INSERT INTO link_key (id, secret, created_at)
            SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM link_key WHERE created_at > $4)
            """;

    private final Pool pool;

    LinkKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest first. */
    Uni<LinkKeys> load() {
        return pool.preparedQuery("SELECT id, secret FROM link_key ORDER BY created_at DESC, id")
                .execute()
                .map(rows -> {
                    List<LinkKeys.Key> keys = new ArrayList<>();
                    rows.forEach(row -> keys.add(new LinkKeys.Key(
                            row.getString("id"), row.getBuffer("secret").getBytes())));
                    return new LinkKeys(keys);
                });
    }

    /** Adds the key if the newest is older than it may be, and removes those that can have signed nothing that is valid. */
    Uni<Void> rotate(LinkKeys.Key key, Instant now, Duration signsFor, Duration linksValidFor) {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_AT_A_TIME)
                .execute()
                .flatMap(alone -> transaction
                        .preparedQuery(ADD_IF_DUE)
                        .execute(row(key, now).addOffsetDateTime(timestamp(now.minus(signsFor)))))
                .flatMap(added -> transaction
                        .preparedQuery("DELETE FROM link_key WHERE created_at < $1")
                        .execute(Tuple.of(timestamp(
                                now.minus(signsFor).minus(linksValidFor).minus(Duration.ofHours(1))))))
                .replaceWithVoid());
    }

    /** Makes the key the only one: every link that was sent is worth nothing from now on. */
    Uni<Void> replaceAll(SqlConnection transaction, LinkKeys.Key key, Instant now) {
        return transaction
                .query("DELETE FROM link_key")
                .execute()
                .flatMap(gone -> transaction
                        .preparedQuery("INSERT INTO link_key (id, secret, created_at) VALUES ($1, $2, $3)")
                        .execute(row(key, now)))
                .replaceWithVoid();
    }

    private static Tuple row(LinkKeys.Key key, Instant now) {
        return Tuple.tuple()
                .addString(key.id())
                .addBuffer(Buffer.buffer(key.secret()))
                .addOffsetDateTime(timestamp(now));
    }
}
