package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Counts episodes of alerts by day, in PostgreSQL: each of them once. */
@ApplicationScoped
class EpisodeCountStore {

    /** Whether an episode {@code e} began within an hour of the end of the same alert's last one. */
    private static final String AGAIN = """
            coalesce((SELECT p.ended_at FROM alert_episode AS p
                      WHERE p.fingerprint = e.fingerprint AND p.started_at < e.started_at
                      ORDER BY p.started_at DESC LIMIT 1) > e.started_at - interval '1 hour', false)
            """;

    /**
     * An episode {@code e} with the labels {@code read.labels} as it is counted.
     *
     * <p>Parameters: {@code $1} the labels, {@code $2} the bounds of durations.
     */
    static final String COUNTED = """
            coalesce(read.labels ->> 'alertname', '') AS name, coalesce(read.labels ->> 'severity', '') AS severity,
            CASE WHEN $1::text[] = '{}' THEN '{}'::jsonb
                ELSE (SELECT coalesce(jsonb_object_agg(l.key, l.value), '{}') FROM jsonb_each_text(read.labels) AS l
                      WHERE l.key = ANY ($1)) END AS labels,
            (SELECT count(*) FROM unnest($2::integer[]) AS bound
             WHERE bound < extract(epoch FROM e.ended_at - e.started_at))::integer AS took_up_to,
            greatest(0, extract(epoch FROM e.ended_at - e.started_at))::bigint AS seconds,
            coalesce(e.again,
            """ + AGAIN + """
            )::integer AS again
            """;

    /** The labels of episodes {@code e}, parsed once; to be joined to them. */
    static final String READ = ", LATERAL (SELECT e.labels::jsonb AS labels OFFSET 0) AS read ";

    /** U+0000, which JSON text can have, is nothing to jsonb. */
    static final String READABLE = " e.labels NOT LIKE '%\\u0000%' ";

    private static final String COUNT =
            """
            WITH taken AS (
                SELECT fingerprint, started_at FROM alert_episode WHERE NOT counted ORDER BY ended_at LIMIT $3
                FOR UPDATE SKIP LOCKED),
            marked AS (
                UPDATE alert_episode AS e SET counted = true, again =
            """ + AGAIN + """
                FROM taken AS t WHERE e.fingerprint = t.fingerprint AND e.started_at = t.started_at
                RETURNING e.fingerprint, e.started_at, e.ended_at, e.labels, e.again),
            each AS (SELECT (e.ended_at AT TIME ZONE 'UTC')::date AS day,""" + COUNTED + " FROM marked AS e" + READ + "WHERE" + READABLE + """
            ),
            stored AS (
                INSERT INTO alert_episode_day AS d (day, name, severity, labels, took_up_to, episodes, seconds, again)
                SELECT day, name, severity, labels, took_up_to, count(*), sum(seconds), sum(again) FROM each
                GROUP BY day, name, severity, labels, took_up_to ORDER BY day, name, severity, labels, took_up_to
                ON CONFLICT (day, name, severity, labels, took_up_to) DO UPDATE SET
                    episodes = d.episodes + excluded.episodes, seconds = d.seconds + excluded.seconds,
                    again = d.again + excluded.again)
            SELECT count(*)::integer AS counted FROM marked
            """;

    /** @return how many were counted; fewer than {@code most} if that were all */
    Uni<Integer> count(SqlConnection transaction, List<String> labels, int most) {
        return transaction
                .preparedQuery(COUNT)
                .execute(parameters(labels).addInteger(most))
                .map(rows -> rows.iterator().next().getInteger("counted"));
    }

    static Tuple parameters(List<String> labels) {
        return Tuple.tuple()
                .addArrayOfString(labels.toArray(String[]::new))
                .addArrayOfInteger(DurationBuckets.BOUNDS.toArray(Integer[]::new));
    }

    /** Forgets what is as old as history is kept. */
    Uni<Void> forget(SqlConnection transaction, Instant before) {
        return transaction
                .preparedQuery("DELETE FROM alert_episode_day WHERE day < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC).toLocalDate()))
                .replaceWithVoid();
    }
}
