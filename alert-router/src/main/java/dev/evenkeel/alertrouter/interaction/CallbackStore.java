package dev.evenkeel.alertrouter.interaction;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which call-backs were heard on any replica, as long as they could be shown again. */
@ApplicationScoped
class CallbackStore {

    /** What is outdated is left to whoever forgets it already, as that may take as long as what they do then. */
    private static final String HEAR = """
            WITH outdated AS (
                DELETE FROM heard_callback WHERE signature IN (
                    SELECT signature FROM heard_callback WHERE forget_at < $3 AND signature <> $1 FOR UPDATE SKIP LOCKED))
            INSERT INTO heard_callback (signature, forget_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    private final Pool pool;

    CallbackStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What somebody signed, by what is the same when it is shown again.
     *
     * @param mark of it: who called, and the signature or number of what was called
     * @param forgetAt when it is too old to be shown again
     */
    record SignedCall(String mark, Instant forgetAt) {}

    /** @return whether it is heard for the first time */
    Uni<Boolean> hear(SignedCall call, Instant now) {
        return hear(pool, call, now);
    }

    /**
     * The same in a transaction: it counts as heard once that is through. Who shows it at the same moment waits until then.
     *
     * @return whether it is heard for the first time
     */
    Uni<Boolean> hear(SqlClient transaction, SignedCall call, Instant now) {
        return transaction
                .preparedQuery(HEAR)
                .execute(Tuple.of(call.mark(), timestamp(call.forgetAt()), timestamp(now)))
                .map(done -> done.rowCount() == 1);
    }
}
