package dev.evenkeel.capacity.saturation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.capacity.saturation.SaturationState.Leaning;
import dev.evenkeel.platform.events.Outbox;

/** What is believed of each resource, in PostgreSQL, with the events that tell of it. */
@ApplicationScoped
class SaturationStore {

    private final Pool pool;
    private final Outbox outbox;

    SaturationStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** The states by resource; one that was never judged is not in it. */
    Uni<Map<String, SaturationState>> states() {
        return pool.query("SELECT resource, phase, since, leaning, leaning_since FROM saturation_state")
                .execute()
                .map(rows -> {
                    Map<String, SaturationState> states = new HashMap<>();
                    rows.forEach(row -> states.put(row.getString("resource"), state(row)));
                    return states;
                });
    }

    /**
     * Moves a resource on from the state it is in by now, which another replica may have changed, and tells others if it
     * began or ceased to be threatened.
     */
    Uni<Void> advance(ResourceStanding standing) {
        String resource = standing.resource().name();
        return pool.withTransaction(transaction -> lock(transaction, resource).flatMap(known -> {
            SaturationState before = known.orElseGet(() -> SaturationState.unknown(standing.at()));
            SaturationState after = standing.after(before);
            if (after.equals(before)) {
                return Uni.createFrom().voidItem();
            }
            return write(transaction, resource, after)
                    .chain(() -> after.toldAfter(before)
                            .map(threatens ->
                                    outbox.append(transaction, SaturationEventJson.of(standing.with(after), threatens)))
                            .orElseGet(() -> Uni.createFrom().voidItem()));
        }));
    }

    private static Uni<Optional<SaturationState>> lock(SqlConnection transaction, String resource) {
        // The lock also covers a row that is not there yet, which FOR UPDATE alone could not hold.
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended('saturation/' || $1, 0))")
                .execute(Tuple.of(resource))
                .chain(() -> transaction
                        .preparedQuery(
                                "SELECT phase, since, leaning, leaning_since FROM saturation_state WHERE resource = $1")
                        .execute(Tuple.of(resource)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(state(rows.iterator().next())));
    }

    private static Uni<Void> write(SqlConnection transaction, String resource, SaturationState state) {
        return transaction
                .preparedQuery("""
                        INSERT INTO saturation_state (resource, phase, since, leaning, leaning_since)
                        VALUES ($1, $2, $3, $4, $5)
                        ON CONFLICT (resource) DO UPDATE SET phase = excluded.phase, since = excluded.since,
                            leaning = excluded.leaning, leaning_since = excluded.leaning_since
                        """)
                .execute(Tuple.of(
                        resource,
                        state.phase().id(),
                        state.since().atOffset(ZoneOffset.UTC),
                        state.leaning().map(leaning -> leaning.to().id()).orElse(null),
                        state.leaning()
                                .map(leaning -> leaning.since().atOffset(ZoneOffset.UTC))
                                .orElse(null)))
                .replaceWithVoid();
    }

    private static SaturationState state(Row row) {
        OffsetDateTime leaningSince = row.getOffsetDateTime("leaning_since");
        return new SaturationState(
                Phase.ofId(row.getString("phase")),
                row.getOffsetDateTime("since").toInstant(),
                Optional.ofNullable(leaningSince)
                        .map(since -> new Leaning(Phase.ofId(row.getString("leaning")), since.toInstant())));
    }
}
