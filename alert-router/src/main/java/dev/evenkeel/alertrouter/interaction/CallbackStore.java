package dev.evenkeel.alertrouter.interaction;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which call-backs were heard on any replica, as long as their signatures are young enough to be shown again. */
@ApplicationScoped
class CallbackStore {

    private static final String HEAR = """
            WITH outdated AS (DELETE FROM heard_callback WHERE forget_at < $3 AND signature <> $1)
            INSERT INTO heard_callback (signature, forget_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    private final Pool pool;

    CallbackStore(Pool pool) {
        this.pool = pool;
    }

    /** @return whether it is heard for the first time */
    Uni<Boolean> hear(String caller, String signature, Instant now) {
        // the timestamp that was signed may be ahead as far as it may be behind
        Instant forgetAt = now.plus(Signatures.TOLERANCE.multipliedBy(2));
        return pool.preparedQuery(HEAR)
                .execute(Tuple.of(caller + " " + signature, timestamp(forgetAt), timestamp(now)))
                .map(done -> done.rowCount() == 1);
    }
}
