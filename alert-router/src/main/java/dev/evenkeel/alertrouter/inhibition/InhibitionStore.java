package dev.evenkeel.alertrouter.inhibition;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.inhibition.Inhibition.Sources;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Finds the alerts that inhibit others now. They are written with the alerts themselves. */
@ApplicationScoped
public class InhibitionStore {

    private static final String FIRING = """
            SELECT asked.key, one.fingerprint AS one_side, two.fingerprint AS both_sides
            FROM unnest($1::uuid[]) AS asked (key)
            LEFT JOIN LATERAL (
                SELECT i.fingerprint FROM inhibiting_alert AS i JOIN alert AS a ON a.fingerprint = i.fingerprint
                WHERE i.key = asked.key AND NOT i.both_sides AND a.ends_at > $2 LIMIT 1) AS one ON true
            LEFT JOIN LATERAL (
                SELECT i.fingerprint FROM inhibiting_alert AS i JOIN alert AS a ON a.fingerprint = i.fingerprint
                WHERE i.key = asked.key AND i.both_sides AND a.ends_at > $2 LIMIT 1) AS two ON true
            """;

    private static final String ANY = """
            SELECT EXISTS (
                SELECT FROM inhibiting_alert AS i JOIN alert AS a ON a.fingerprint = i.fingerprint
                WHERE a.ends_at > $1) AS firing
            """;

    private final Pool pool;

    InhibitionStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether any alert fires that may inhibit another. */
    public Uni<Boolean> isAnyFiring(Instant now) {
        return pool.preparedQuery(ANY)
                .execute(Tuple.of(timestamp(now)))
                .map(rows -> rows.iterator().next().getBoolean("firing"));
    }

    /** The alerts that inhibit under these keys, for keys under which any does. */
    public Uni<Map<UUID, Sources>> firing(Collection<UUID> keys, Instant now) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIRING)
                .execute(Tuple.tuple().addArrayOfUUID(keys.toArray(UUID[]::new)).addOffsetDateTime(timestamp(now)))
                .map(rows -> {
                    Map<UUID, Sources> firing = new HashMap<>();
                    rows.forEach(row -> firing.put(
                            row.getUUID("key"),
                            new Sources(
                                    Optional.ofNullable(row.getLong("one_side")),
                                    Optional.ofNullable(row.getLong("both_sides")))));
                    return firing;
                });
    }
}
