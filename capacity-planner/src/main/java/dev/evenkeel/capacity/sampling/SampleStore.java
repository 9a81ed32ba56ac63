package dev.evenkeel.capacity.sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.capacity.resource.Resource;

/** Samples in PostgreSQL, whose turn it is to take them, and what was in the way. */
@ApplicationScoped
public class SampleStore {

    private final Pool pool;

    SampleStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was wrong when a resource could not be sampled last.
     *
     * @param at the slot that has no sample
     * @param reason fit to be shown
     */
    public record Trouble(Instant at, String reason) {}

    /** Of the resources those that this replica samples now; another one may have taken the others. */
    Uni<Set<String>> claim(List<Resource> due, Instant now) {
        // Always in the same order, so that two replicas never wait for each other.
        List<Resource> ordered = due.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        return pool.preparedQuery("""
                        INSERT INTO sampling_round AS round (resource, next_at)
                        SELECT * FROM unnest($1::text[], $2::timestamptz[])
                        ON CONFLICT (resource) DO UPDATE SET next_at = excluded.next_at
                        WHERE round.next_at <= $3 OR round.next_at > excluded.next_at
                        RETURNING resource
                        """)
                .execute(Tuple.of(
                        texts(ordered, Resource::name),
                        times(
                                ordered,
                                resource -> Slots.at(now, resource.step()).plus(resource.step())),
                        utc(now)))
                .map(rows -> {
                    Set<String> ours = new HashSet<>();
                    rows.forEach(row -> ours.add(row.getString("resource")));
                    return ours;
                });
    }

    /** Keeps samples; of two for the same slot the first. */
    Uni<Void> keep(List<UsageSample> samples) {
        if (samples.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery("""
                        INSERT INTO usage_sample (resource, at, used, available)
                        SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::float8[], $4::float8[])
                        ON CONFLICT (resource, at) DO NOTHING
                        """)
                .execute(Tuple.of(
                        texts(samples, UsageSample::resource),
                        times(samples, UsageSample::at),
                        samples.stream().map(UsageSample::usage).toArray(Double[]::new),
                        samples.stream().map(UsageSample::limit).toArray(Double[]::new)))
                .replaceWithVoid();
    }

    /** Notes of each resource what was in the way, or that nothing is any more (an empty text). */
    Uni<Void> note(Map<String, Trouble> troubles) {
        List<String> resources = troubles.keySet().stream().sorted().toList();
        return pool.preparedQuery("""
                        UPDATE sampling_round AS round
                        SET trouble = nullif(seen.trouble, ''), trouble_at = CASE WHEN seen.trouble <> '' THEN seen.at END
                        FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS seen (resource, trouble, at)
                        WHERE round.resource = seen.resource
                          AND (round.trouble IS NOT NULL OR seen.trouble <> '')
                        """)
                .execute(Tuple.of(
                        texts(resources, name -> name),
                        texts(resources, name -> troubles.get(name).reason()),
                        times(resources, name -> troubles.get(name).at())))
                .replaceWithVoid();
    }

    /** What is in the way of sampling, by resource; one without trouble is not in it. */
    public Uni<Map<String, Trouble>> troubles() {
        return pool.query("SELECT resource, trouble, trouble_at FROM sampling_round WHERE trouble IS NOT NULL")
                .execute()
                .map(rows -> {
                    Map<String, Trouble> troubles = new HashMap<>();
                    rows.forEach(row -> troubles.put(
                            row.getString("resource"),
                            new Trouble(instant(row, "trouble_at"), row.getString("trouble"))));
                    return troubles;
                });
    }

    /** The newest sample of each resource that is not from the future. */
    public Uni<Map<String, UsageSample>> newest(Collection<String> resources, Instant now) {
        return pool.preparedQuery("""
                        SELECT sample.resource, sample.at, sample.used, sample.available
                        FROM unnest($1::text[]) AS wanted (resource) CROSS JOIN LATERAL (
                            SELECT * FROM usage_sample
                            WHERE usage_sample.resource = wanted.resource AND at <= $2
                            ORDER BY at DESC LIMIT 1) AS sample
                        """)
                .execute(Tuple.of(resources.toArray(String[]::new), utc(now)))
                .map(rows -> {
                    Map<String, UsageSample> newest = new HashMap<>();
                    rows.forEach(row -> newest.put(row.getString("resource"), sample(row)));
                    return newest;
                });
    }

    /** When the oldest sample at or after {@code from} was taken, by resource. */
    public Uni<Map<String, Instant>> oldest(Map<String, Instant> from) {
        List<String> resources = List.copyOf(from.keySet());
        return pool.preparedQuery("""
                        SELECT wanted.resource, sample.at
                        FROM unnest($1::text[], $2::timestamptz[]) AS wanted (resource, since) CROSS JOIN LATERAL (
                            SELECT at FROM usage_sample
                            WHERE usage_sample.resource = wanted.resource AND at >= wanted.since
                            ORDER BY at LIMIT 1) AS sample
                        """)
                .execute(Tuple.of(texts(resources, name -> name), times(resources, from::get)))
                .map(rows -> {
                    Map<String, Instant> oldest = new HashMap<>();
                    rows.forEach(row -> oldest.put(row.getString("resource"), instant(row, "at")));
                    return oldest;
                });
    }

    /**
     * Mean usage over buckets of a length, by the start of the bucket; buckets without a sample are not in it.
     *
     * @param from the start of a bucket
     * @param to excluded
     */
    public Uni<Map<Instant, Double>> means(String resource, Instant from, Instant to, Duration bucket) {
        return pool.preparedQuery("""
                        SELECT date_bin($4 * interval '1 millisecond', at, timestamptz '1970-01-01T00:00:00Z') AS bucket,
                               avg(used) AS used
                        FROM usage_sample WHERE resource = $1 AND at >= $2 AND at < $3
                        GROUP BY bucket
                        """)
                .execute(Tuple.of(resource, utc(from), utc(to), bucket.toMillis()))
                .map(rows -> {
                    Map<Instant, Double> means = new HashMap<>();
                    rows.forEach(row -> means.put(instant(row, "bucket"), row.getDouble("used")));
                    return means;
                });
    }

    /**
     * Samples of some resources in {@code [from, to]}, by resource and time.
     *
     * @param atMost so many are read, and one more if there are more
     */
    public Uni<List<UsageSample>> between(Collection<String> resources, Instant from, Instant to, int atMost) {
        return pool.preparedQuery("""
                        SELECT resource, at, used, available FROM usage_sample
                        WHERE resource = ANY ($1::text[]) AND at >= $2 AND at <= $3 ORDER BY resource, at LIMIT $4
                        """)
                .execute(Tuple.of(resources.toArray(String[]::new), utc(from), utc(to), atMost + 1L))
                .map(rows -> rows.stream().map(SampleStore::sample).toList());
    }

    /** Deletes of each resource what was sampled before its moment, and what others have left before {@code others}. */
    Uni<Void> forget(Map<String, Instant> before, Instant others) {
        List<String> resources = before.keySet().stream().sorted().toList();
        String[] names = texts(resources, name -> name);
        return pool.preparedQuery("""
                        DELETE FROM usage_sample USING unnest($1::text[], $2::timestamptz[]) AS kept (resource, since)
                        WHERE usage_sample.resource = kept.resource AND at < kept.since
                        """)
                .execute(Tuple.of(names, times(resources, before::get)))
                .chain(() -> pool.preparedQuery(
                                "DELETE FROM usage_sample WHERE resource <> ALL ($1::text[]) AND at < $2")
                        .execute(Tuple.of(names, utc(others))))
                .chain(() -> pool.preparedQuery(
                                "DELETE FROM sampling_round WHERE resource <> ALL ($1::text[]) AND next_at < $2")
                        .execute(Tuple.of(names, utc(others))))
                .replaceWithVoid();
    }

    private static UsageSample sample(Row row) {
        return new UsageSample(
                row.getString("resource"), instant(row, "at"), row.getDouble("used"), row.getDouble("available"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> values, Function<T, Instant> time) {
        return values.stream().map(time).map(SampleStore::utc).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
