package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** How often alerts began lately, in PostgreSQL. */
@ApplicationScoped
class FlapStore {

    /** Of two replicas that look at the same moment at two groups of one alert, one counts its start. */
    private static final String SAVE = """
            INSERT INTO alert_flap AS f (fingerprint, penalty, at, starts_at, held)
            SELECT * FROM unnest($1::bigint[], $2::float8[], $3::timestamptz[], $4::timestamptz[], $5::boolean[])
            ON CONFLICT (fingerprint) DO UPDATE
                SET penalty = excluded.penalty, at = excluded.at, starts_at = excluded.starts_at, held = excluded.held
            WHERE f.at < excluded.at
            """;

    private final Pool pool;

    FlapStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<Long, FlapState>> load(Collection<Long> fingerprints) {
        return pool.preparedQuery(
                        "SELECT fingerprint, penalty, at, starts_at, held FROM alert_flap WHERE fingerprint = ANY ($1)")
                .execute(Tuple.tuple().addArrayOfLong(fingerprints.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, FlapState> states = new HashMap<>();
                    rows.forEach(row -> states.put(row.getLong("fingerprint"), read(row)));
                    return states;
                });
    }

    private static FlapState read(Row row) {
        return new FlapState(
                row.getLong("fingerprint"),
                row.getDouble("penalty"),
                AlertRowMapper.instant(row, "at"),
                AlertRowMapper.instant(row, "starts_at"),
                row.getBoolean("held"));
    }

    Uni<Void> save(List<FlapState> states) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.tuple()
                        .addArrayOfLong(
                                states.stream().map(FlapState::fingerprint).toArray(Long[]::new))
                        .addArrayOfDouble(
                                states.stream().map(FlapState::penalty).toArray(Double[]::new))
                        .addArrayOfOffsetDateTime(states.stream()
                                .map(state -> timestamp(state.at()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfOffsetDateTime(states.stream()
                                .map(state -> timestamp(state.startsAt()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfBoolean(states.stream().map(FlapState::held).toArray(Boolean[]::new)))
                .replaceWithVoid();
    }

    /** Those that are held back and were looked at since a moment, the worst first. */
    Uni<List<FlapState>> held(Instant since) {
        return pool.preparedQuery("""
                        SELECT fingerprint, penalty, at, starts_at, held FROM alert_flap
                        WHERE held AND at > $1 ORDER BY penalty DESC, fingerprint LIMIT 500
                        """)
                .execute(Tuple.of(timestamp(since)))
                .map(rows -> rows.stream().map(FlapStore::read).toList());
    }

    /** Forgets alerts that nobody looked at for long. */
    Uni<Void> forget(Instant before) {
        return pool.preparedQuery("DELETE FROM alert_flap WHERE at < $1")
                .execute(Tuple.of(timestamp(before)))
                .replaceWithVoid();
    }
}
