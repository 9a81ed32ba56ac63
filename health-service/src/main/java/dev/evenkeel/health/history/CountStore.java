package dev.evenkeel.health.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.health.history.MinuteCounts.Count;

/** Counts of check results by the minute, in PostgreSQL. Counts that come later for the same minute add up. */
@ApplicationScoped
class CountStore {

    private final Pool pool;

    CountStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(List<Count> counts) {
        // In one order for all replicas, or two of them could wait for each other's rows.
        List<Count> sorted = counts.stream()
                .sorted(Comparator.comparing(Count::component).thenComparing(Count::minute))
                .toList();
        return pool.preparedQuery("""
                        INSERT INTO check_minute AS known
                            (component, minute, successes, failures, duration_seconds_sum, duration_seconds_max)
                        SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::int[], $5::float8[], $6::float8[])
                        ON CONFLICT (component, minute) DO UPDATE SET
                            successes = known.successes + excluded.successes,
                            failures = known.failures + excluded.failures,
                            duration_seconds_sum = known.duration_seconds_sum + excluded.duration_seconds_sum,
                            duration_seconds_max = greatest(known.duration_seconds_max, excluded.duration_seconds_max)
                        """)
                .execute(Tuple.from(new Object[] {
                    column(sorted, Count::component, String[]::new),
                    column(sorted, count -> count.minute().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                    column(sorted, Count::successes, Integer[]::new),
                    column(sorted, Count::failures, Integer[]::new),
                    column(sorted, Count::durationSum, Double[]::new),
                    column(sorted, Count::durationMax, Double[]::new)
                }))
                .replaceWithVoid();
    }

    /** The counts of the minutes that begin in {@code [from, to)}, by component and time. */
    Uni<List<Count>> between(Instant from, Instant to) {
        return pool.preparedQuery("""
                        SELECT component, minute, successes, failures, duration_seconds_sum, duration_seconds_max
                        FROM check_minute WHERE minute >= $1 AND minute < $2 ORDER BY component, minute
                        """)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(row -> new Count(
                                row.getString("component"),
                                row.getOffsetDateTime("minute").toInstant(),
                                row.getInteger("successes"),
                                row.getInteger("failures"),
                                row.getDouble("duration_seconds_sum"),
                                row.getDouble("duration_seconds_max")))
                        .toList());
    }

    Uni<Integer> deleteBefore(Instant limit) {
        return pool.preparedQuery("DELETE FROM check_minute WHERE minute < $1")
                .execute(Tuple.of(limit.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }

    private static <T> T[] column(List<Count> counts, Function<Count, T> value, IntFunction<T[]> array) {
        return counts.stream().map(value).toArray(array);
    }
}
