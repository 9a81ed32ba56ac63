package dev.evenkeel.alertrouter.correlation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.correlation.AlertScore.Outcomes;
import dev.evenkeel.alertrouter.correlation.SignHistoryStore.Ended;
import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory.Sign;

/**
 * Remembers which alerts were in incidents and what became of those: what is rare points to a root cause, and what a team never
 * acts on is noise to it. Each incident counts once, when it is over, together with what was merged into it.
 */
@ApplicationScoped
class SignHistoryService {

    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('sign-history')) AS ours";

    private final SignHistoryStore store;
    private final OccurrenceMapperSource mapping;
    private final Pool pool;

    SignHistoryService(SignHistoryStore store, OccurrenceMapperSource mapping, Pool pool) {
        this.store = store;
        this.mapping = mapping;
        this.pool = pool;
    }

    /** Counts the incidents that are over; one replica at a time. */
    Uni<Void> remember() {
        return pool.withTransaction(transaction -> transaction
                .query(TRY_LOCK)
                .execute()
                .flatMap(rows -> rows.iterator().next().getBoolean("ours")
                        ? count(transaction)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> count(SqlConnection transaction) {
        OccurrenceMapper mapper = mapping.current();
        return store.overAndUncounted(transaction).flatMap(ended -> {
            Map<UUID, Set<Sign>> signs = new HashMap<>();
            Map<UUID, Outcomes> outcomes = new HashMap<>();
            for (Ended each : ended) {
                UUID incident = each.alert().incident();
                outcomes.put(incident, each.outcome());
                signs.computeIfAbsent(incident, id -> new HashSet<>()).add(Sign.of(mapper.map(each.alert())));
            }
            Map<Sign, Outcomes> counts = new HashMap<>();
            signs.forEach((incident, its) -> SignHistoryStore.withTotals(its)
                    .forEach(sign -> counts.merge(sign, outcomes.get(incident), Outcomes::plus)));
            return store.count(transaction, ended.stream().map(Ended::part).collect(Collectors.toSet()), counts);
        });
    }

    /** What is known of the signs of these alerts. */
    Uni<SignalHistory> of(List<Occurrence> alerts) {
        Set<Sign> signs = alerts.stream().map(Sign::of).collect(Collectors.toSet());
        return store.outcomes(SignHistoryStore.withTotals(signs)).map(outcomes -> {
            Map<Sign, Integer> seen = new HashMap<>();
            outcomes.forEach((sign, counts) -> seen.put(sign, counts.all()));
            return new SignalHistory(
                    outcomes.getOrDefault(SignHistoryStore.ALL, Outcomes.NONE).all(), seen);
        });
    }

    /** How likely the team acts on these alerts, by sign. */
    Uni<Map<Sign, AlertScore>> scores(List<Occurrence> alerts) {
        Set<Sign> signs = alerts.stream().map(Sign::of).collect(Collectors.toSet());
        return store.outcomes(SignHistoryStore.withTotals(signs))
                .map(outcomes -> signs.stream()
                        .collect(Collectors.toMap(
                                sign -> sign,
                                sign -> AlertScore.of(
                                        outcomes.getOrDefault(sign, Outcomes.NONE),
                                        outcomes.getOrDefault(new Sign("", sign.signal()), Outcomes.NONE),
                                        outcomes.getOrDefault(SignHistoryStore.ALL, Outcomes.NONE)))));
    }
}
