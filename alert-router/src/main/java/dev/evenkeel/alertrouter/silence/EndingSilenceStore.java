package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Fingerprints;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which silences end with their alerts, and which alerts those are, in PostgreSQL. */
@ApplicationScoped
class EndingSilenceStore {

    private static final String DONE = """
            SELECT u.silence_id AS id FROM silence_until_resolved AS u
            WHERE NOT EXISTS (SELECT FROM alert AS a WHERE a.fingerprint = ANY (u.alerts) AND a.ends_at > $1)
            """;

    /** They are asked about every few seconds, and who waits for so many waits for all of them, as a rule. */
    private static final int MOST_ALERTS = 10_000;

    private final Pool pool;

    EndingSilenceStore(Pool pool) {
        this.pool = pool;
    }

    /** Of very many alerts the first are stored. */
    Uni<Void> add(SqlConnection transaction, UUID silence, Fingerprints alerts) {
        Long[] first = alerts.stream().limit(MOST_ALERTS).boxed().toArray(Long[]::new);
        return transaction
                .preparedQuery("INSERT INTO silence_until_resolved (silence_id, alerts) VALUES ($1, $2)")
                .execute(Tuple.tuple().addUUID(silence).addArrayOfLong(first))
                .replaceWithVoid();
    }

    /** Those that are to end with their alerts. */
    Uni<Set<UUID>> all() {
        return pool.preparedQuery("SELECT silence_id AS id FROM silence_until_resolved")
                .execute()
                .map(rows -> new HashSet<>(ids(rows)));
    }

    /** Those whose alerts have all ended. */
    Uni<List<UUID>> done(Instant now) {
        return pool.preparedQuery(DONE).execute(Tuple.of(timestamp(now))).map(EndingSilenceStore::ids);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }

    Uni<Void> forget(UUID silence) {
        return pool.preparedQuery("DELETE FROM silence_until_resolved WHERE silence_id = $1")
                .execute(Tuple.of(silence))
                .replaceWithVoid();
    }
}
