package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.objective.Slo;

/** How far objectives have been counted, and the counts, in PostgreSQL; both move on in one transaction. */
@ApplicationScoped
class TallyStore {

    private final Pool pool;

    TallyStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether this replica is the one that looks at the source now. */
    Uni<Boolean> claim(DataSource source, Instant now) {
        return pool.preparedQuery("""
                        INSERT INTO source_round AS round (source, next_at) VALUES ($1, $2)
                        ON CONFLICT (source) DO UPDATE SET next_at = excluded.next_at
                        WHERE round.next_at <= $3 OR round.next_at > excluded.next_at
                        """)
                .execute(Tuple.of(source.name(), utc(now.plus(source.interval())), utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Counts what a look showed of an objective, unless it was counted already. */
    Uni<Void> count(Slo slo, Measurement look) {
        String indicator = slo.indicator().toString();
        return pool.withTransaction(transaction -> lock(transaction, slo)
                .flatMap(row -> tally(transaction, slo, row, indicator))
                .map(before -> Tally.step(before, slo.indicator(), look))
                .flatMap(step ->
                        step.isEmpty() ? Uni.createFrom().voidItem() : write(transaction, slo, indicator, step.get())));
    }

    private static Uni<Optional<Row>> lock(SqlConnection transaction, Slo slo) {
        return transaction
                .preparedQuery("SELECT indicator, at FROM measured_until WHERE slo = $1 FOR UPDATE")
                .execute(Tuple.of(slo.name()))
                .map(TallyStore::first);
    }

    private static Uni<Optional<Tally>> tally(
            SqlConnection transaction, Slo slo, Optional<Row> measured, String indicator) {
        if (measured.filter(row -> row.getString("indicator").equals(indicator)).isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant at = measured.get().getOffsetDateTime("at").toInstant();
        return transaction
                .preparedQuery("SELECT role, series, value, seen_at FROM counter_value WHERE slo = $1")
                .execute(Tuple.of(slo.name()))
                .map(rows -> {
                    Map<String, Map<String, Counters.LastSeen>> series = new HashMap<>();
                    rows.forEach(row -> series.computeIfAbsent(row.getString("role"), role -> new HashMap<>())
                            .put(
                                    row.getString("series"),
                                    new Counters.LastSeen(
                                            row.getDouble("value"),
                                            row.getOffsetDateTime("seen_at").toInstant())));
                    return Optional.of(new Tally(
                            at,
                            new Counters(series.getOrDefault("counted", Map.of())),
                            new Counters(series.getOrDefault("total", Map.of()))));
                });
    }

    private static Uni<Void> write(SqlConnection transaction, Slo slo, String indicator, Tally.Step step) {
        Tally next = step.next();
        return transaction
                .preparedQuery("""
                        INSERT INTO measured_until (slo, indicator, at) VALUES ($1, $2, $3)
                        ON CONFLICT (slo) DO UPDATE SET indicator = excluded.indicator, at = excluded.at
                        """)
                .execute(Tuple.of(slo.name(), indicator, utc(next.at())))
                .chain(() -> transaction
                        .preparedQuery("DELETE FROM counter_value WHERE slo = $1")
                        .execute(Tuple.of(slo.name())))
                .chain(() -> remember(transaction, slo, "counted", next.counted()))
                .chain(() -> remember(transaction, slo, "total", next.total()))
                .chain(() -> step.counts().total() == 0 ? Uni.createFrom().voidItem() : add(transaction, slo, step));
    }

    private static Uni<Void> remember(SqlConnection transaction, Slo slo, String role, Counters counters) {
        if (counters.series().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<String, Counters.LastSeen>> series =
                List.copyOf(counters.series().entrySet());
        return transaction
                .preparedQuery("INSERT INTO counter_value (slo, role, series, value, seen_at)"
                        + " SELECT $1, $2, * FROM unnest($3::text[], $4::float8[], $5::timestamptz[])")
                .execute(Tuple.of(
                        slo.name(),
                        role,
                        series.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        series.stream().map(seen -> seen.getValue().value()).toArray(Double[]::new),
                        series.stream().map(seen -> utc(seen.getValue().at())).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> add(SqlConnection transaction, Slo slo, Tally.Step step) {
        Instant at = step.next().at();
        Map<Instant, Counts> spread = Buckets.spread(step.counts(), step.since(), at);
        List<Instant> buckets = List.copyOf(spread.keySet());
        return transaction
                .preparedQuery("INSERT INTO count_recent (slo, at, good, total) VALUES ($1, $2, $3, $4)"
                        + " ON CONFLICT (slo, at) DO NOTHING")
                .execute(Tuple.of(
                        slo.name(), utc(at), step.counts().good(), step.counts().total()))
                .chain(() -> transaction
                        .preparedQuery("""
                                INSERT INTO count_bucket AS known (slo, bucket, good, total)
                                SELECT $1, * FROM unnest($2::timestamptz[], $3::float8[], $4::float8[])
                                ON CONFLICT (slo, bucket) DO UPDATE
                                SET good = known.good + excluded.good, total = known.total + excluded.total
                                """)
                        .execute(Tuple.of(
                                slo.name(),
                                buckets.stream().map(TallyStore::utc).toArray(OffsetDateTime[]::new),
                                buckets.stream()
                                        .map(spread::get)
                                        .map(Counts::good)
                                        .toArray(Double[]::new),
                                buckets.stream()
                                        .map(spread::get)
                                        .map(Counts::total)
                                        .toArray(Double[]::new))))
                .replaceWithVoid();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    /** Deletes counts that no window reaches any more. */
    Uni<Void> forget(Instant now, Duration keepRecent, Duration keepBuckets) {
        return pool.preparedQuery("DELETE FROM count_recent WHERE at < $1")
                .execute(Tuple.of(utc(now.minus(keepRecent))))
                .chain(() -> pool.preparedQuery("DELETE FROM count_bucket WHERE bucket < $1")
                        .execute(Tuple.of(utc(now.minus(keepBuckets)))))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
