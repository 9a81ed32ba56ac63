package dev.evenkeel.alertrouter.ingest;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** When somebody was last there to take alerts in, and which of them nobody could renew meanwhile. */
@ApplicationScoped
class PresenceStore {

    private static final String MEET = """
            UPDATE presence SET last_at = $1
            FROM (SELECT last_at FROM presence FOR UPDATE) AS before RETURNING before.last_at
            """;

    /** Which fired when they were reported last; as assumed ends, so that any report of an end holds against them. */
    private static final String RENEW = """
            UPDATE alert SET ends_at = $2, end_assumed = true
            WHERE ends_at > $1 AND ends_at < $2 AND ends_at > updated_at
            """;

    /** Writes down that somebody is there; the last moment before at which somebody was. Only one at a time may do so. */
    Uni<Instant> meet(SqlConnection transaction, Instant now) {
        return transaction
                .preparedQuery(MEET)
                .execute(Tuple.of(timestamp(now)))
                .map(rows -> AlertRowMapper.instant(rows.iterator().next(), "last_at"));
    }

    /** Has alerts last that would have ended after one moment and before another; how many. */
    Uni<Integer> renew(SqlConnection transaction, Instant after, Instant until) {
        return transaction
                .preparedQuery(RENEW)
                .execute(Tuple.of(timestamp(after), timestamp(until)))
                .map(rows -> rows.rowCount());
    }
}
