package dev.evenkeel.slo.burn;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.events.Outbox;
import dev.evenkeel.slo.burn.BurnState.Phase;

/** Which policies are firing and which budgets are spent, in PostgreSQL, with the events that tell of it. */
@ApplicationScoped
class BurnStore {

    private final Pool pool;
    private final Outbox outbox;

    BurnStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** The states of all policies: by objective, then by policy. One without a state has never been breached. */
    Uni<Map<String, Map<String, BurnState>>> states() {
        return pool.query("SELECT slo, policy, phase, since FROM burn_state")
                .execute()
                .map(rows -> {
                    Map<String, Map<String, BurnState>> states = new HashMap<>();
                    rows.forEach(row -> states.computeIfAbsent(row.getString("slo"), slo -> new HashMap<>())
                            .put(row.getString("policy"), state(row)));
                    return states;
                });
    }

    /**
     * Moves a policy on from the state it is in by now, which another replica may have changed, and tells others if it
     * began or ceased to fire.
     */
    Uni<Void> advance(SloStanding standing, BurnPolicy policy) {
        String slo = standing.slo().name();
        return pool.withTransaction(transaction -> lock(transaction, slo, policy)
                .flatMap(known -> {
                    BurnState before = known.orElseGet(() -> new BurnState(Phase.CALM, standing.at()));
                    BurnState after = before.after(standing.breaches(policy), policy.alertAfter(), standing.at());
                    if (after.equals(before)) {
                        return Uni.createFrom().voidItem();
                    }
                    return write(transaction, slo, policy, after)
                            .chain(() -> after.toldAfter(before)
                                    .map(fires -> outbox.append(
                                            transaction,
                                            BurnEventJson.burn(standing, policy, fires, told(before, after, fires))))
                                    .orElseGet(() -> Uni.createFrom().voidItem()));
                }));
    }

    /** The end of a burn tells when it had begun. */
    private static BurnState told(BurnState before, BurnState after, boolean fires) {
        return fires ? after : before;
    }

    private static Uni<Optional<BurnState>> lock(SqlConnection transaction, String slo, BurnPolicy policy) {
        // The lock also covers a row that is not there yet, which FOR UPDATE alone could not hold.
        return transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))")
                .execute(Tuple.of(slo, policy.name()))
                .chain(() -> transaction
                        .preparedQuery("SELECT phase, since FROM burn_state WHERE slo = $1 AND policy = $2")
                        .execute(Tuple.of(slo, policy.name())))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(state(rows.iterator().next())));
    }

    private static Uni<Void> write(SqlConnection transaction, String slo, BurnPolicy policy, BurnState state) {
        return transaction
                .preparedQuery("""
                        INSERT INTO burn_state (slo, policy, phase, since) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (slo, policy) DO UPDATE SET phase = excluded.phase, since = excluded.since
                        """)
                .execute(Tuple.of(
                        slo,
                        policy.name(),
                        state.phase().name().toLowerCase(Locale.ROOT),
                        state.since().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Notes whether a budget is spent, and tells others once when it comes to that. */
    Uni<Void> note(SloStanding standing) {
        boolean spent = standing.budget().isSpent();
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("""
                        INSERT INTO budget_state AS known (slo, spent, since) VALUES ($1, $2, $3)
                        ON CONFLICT (slo) DO UPDATE SET spent = excluded.spent, since = excluded.since
                        WHERE known.spent <> excluded.spent
                        """)
                .execute(Tuple.of(standing.slo().name(), spent, standing.at().atOffset(ZoneOffset.UTC)))
                .flatMap(rows -> rows.rowCount() == 1 && spent
                        ? outbox.append(transaction, BurnEventJson.exhausted(standing))
                        : Uni.createFrom().voidItem()));
    }

    /** The objectives whose budget is spent, since when. */
    Uni<Map<String, Instant>> spent() {
        return pool.query("SELECT slo, since FROM budget_state WHERE spent")
                .execute()
                .map(rows -> {
                    Map<String, Instant> spent = new HashMap<>();
                    rows.forEach(row -> spent.put(
                            row.getString("slo"), row.getOffsetDateTime("since").toInstant()));
                    return spent;
                });
    }

    private static BurnState state(Row row) {
        return new BurnState(
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("since").toInstant());
    }
}
