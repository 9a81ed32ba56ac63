package dev.evenkeel.slo.counting;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.slo.budget.Counts;

/** The stored counts, added up over windows. */
@ApplicationScoped
public class CountStore {

    /** Windows up to this length are added up from single measurements, longer ones from five-minute buckets. */
    static final Duration KEEP_RECENT = Duration.ofHours(2);

    private final Pool pool;

    CountStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The counts of one bucket.
     *
     * @param from its first instant
     */
    public record Bucket(String slo, Instant from, Counts counts) {}

    /** What was counted from {@code from} on, by objective; one without events is not in it. */
    public Uni<Map<String, Counts>> since(Instant from, Instant now) {
        boolean recent = Duration.between(from, now).compareTo(KEEP_RECENT) <= 0;
        String sql = recent
                ? "SELECT slo, sum(good) AS good, sum(total) AS total FROM count_recent WHERE at > $1 GROUP BY slo"
                : "SELECT slo, sum(good) AS good, sum(total) AS total FROM count_bucket WHERE bucket >= $1 GROUP BY slo";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<String, Counts> counts = new HashMap<>();
                    rows.forEach(row ->
                            counts.put(row.getString("slo"), counts(row.getDouble("good"), row.getDouble("total"))));
                    return counts;
                });
    }

    /** The buckets of these objectives that begin in {@code [from, to]}, by objective and time. */
    public Uni<List<Bucket>> buckets(Collection<String> slos, Instant from, Instant to) {
        return pool.preparedQuery("""
                        SELECT slo, bucket, good, total FROM count_bucket
                        WHERE slo = ANY ($1) AND bucket >= $2 AND bucket <= $3 ORDER BY slo, bucket
                        """)
                .execute(Tuple.of(
                        slos.toArray(String[]::new), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(row -> new Bucket(
                                row.getString("slo"),
                                row.getOffsetDateTime("bucket").toInstant(),
                                counts(row.getDouble("good"), row.getDouble("total"))))
                        .toList());
    }

    /** Sums of shares may differ from the whole in the last digit. */
    private static Counts counts(double good, double total) {
        return new Counts(Math.min(good, total), total);
    }
}
