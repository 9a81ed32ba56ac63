package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** What was measured of incidents, put together in PostgreSQL. */
@ApplicationScoped
class IncidentFigureStore {

    /** {@code $1} to {@code $5}: the time and the filter. */
    static final String WHERE = """
             WHERE m.opened_at >= $1 AND m.opened_at < $2
               AND ($3::text[] IS NULL OR m.receiver = ANY ($3))
               AND ($4::text[] IS NULL OR m.severity = ANY ($4))
               AND m.labels @> $5::text::jsonb
            """;

    /** What an incident {@code m} is grouped by, which {@code $6} names: a row for each. */
    static final String KEYS = """
             unnest(CASE $6::text
                        WHEN '' THEN ARRAY['']
                        WHEN 'alertname' THEN CASE WHEN m.names = '{}' THEN ARRAY[''] ELSE m.names END
                        WHEN 'severity' THEN ARRAY[m.severity]
                        WHEN 'receiver' THEN ARRAY[m.receiver]
                        WHEN 'week' THEN ARRAY[to_char(date_trunc('week', m.opened_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD')]
                        WHEN 'day' THEN ARRAY[to_char(m.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')]
                        ELSE ARRAY[coalesce(m.labels ->> $6, '')] END) AS key
                FROM incident_measure AS m
            """;

    private static final String FIGURES = """
            SELECT key, count(*) AS incidents, count(*) FILTER (WHERE resolved_at IS NULL) AS unresolved,
                count(acknowledged_at) AS acknowledged,
                count(*) FILTER (WHERE acknowledged_at IS NULL AND resolved_at IS NOT NULL) AS never_acknowledged,
                count(*) FILTER (WHERE acknowledged_at IS NULL AND resolved_at IS NULL) AS waiting,
                count(acted_at) AS acted_on, sum(notifications) AS notifications, sum(pages) AS pages,
            """
            + times("detect")
            + ","
            + times("notify")
            + ","
            + times("acknowledge")
            + ","
            + times("resolve")
            + """
             FROM (
                SELECT m.*,
                    CASE WHEN m.began_at <= m.opened_at THEN extract(epoch FROM m.opened_at - m.began_at)::float8 END AS detect,
                    CASE WHEN m.began_at <= m.notified_at THEN extract(epoch FROM m.notified_at - m.began_at)::float8 END AS notify,
                    extract(epoch FROM m.acknowledged_at - m.opened_at)::float8 AS acknowledge,
                    extract(epoch FROM m.resolved_at - m.opened_at)::float8 AS resolve,
            """
            + KEYS
            + WHERE
            + """
            ) AS each GROUP BY key
            ORDER BY CASE WHEN $6 IN ('day', 'week') THEN key END DESC, incidents DESC, key LIMIT $7
            """;

    private static final String LONGEST_UNACKNOWLEDGED = """
            SELECT m.incident_id, m.title, m.severity, m.receiver, m.opened_at, m.acknowledged_at, m.resolved_at,
                extract(epoch FROM coalesce(m.acknowledged_at, m.resolved_at, $6) - m.opened_at)::float8 AS waited
            FROM incident_measure AS m""" + WHERE + " ORDER BY waited DESC, m.incident_id LIMIT $7";

    private static final String ACKNOWLEDGED_BY = """
            SELECT m.acknowledged_by AS who, count(*)::integer AS incidents FROM incident_measure AS m
            WHERE m.acknowledged_at >= $1 AND m.acknowledged_at < $2 AND m.acknowledged_by IS NOT NULL
            GROUP BY m.acknowledged_by ORDER BY incidents DESC, who LIMIT $3
            """;

    /** How many incidents a caller took on, by the name under which they call. */
    record TakenOn(String caller, int incidents) {}

    private final Pool pool;

    IncidentFigureStore(Pool pool) {
        this.pool = pool;
    }

    private static String times(String what) {
        return """
                 count(%1$s) AS %1$s_count, coalesce(sum(%1$s), 0) AS %1$s_sum, avg(%1$s) AS %1$s_mean,
                 percentile_cont(0.5) WITHIN GROUP (ORDER BY %1$s) AS %1$s_median,
                 percentile_cont(0.9) WITHIN GROUP (ORDER BY %1$s) AS %1$s_p90
                """.formatted(what);
    }

    /** The groups with the most incidents first, of days and weeks the newest. */
    Uni<List<IncidentFigures>> figures(TimeRange range, IncidentFilter filter, Grouping grouping, int most) {
        return pool.preparedQuery(FIGURES)
                .execute(where(range, filter).addString(grouping.by()).addInteger(most))
                .map(rows -> rows.stream().map(IncidentFigureStore::figures).toList());
    }

    private static IncidentFigures figures(Row row) {
        return new IncidentFigures(
                row.getString("key"),
                row.getLong("incidents"),
                row.getLong("unresolved"),
                row.getLong("acknowledged"),
                row.getLong("never_acknowledged"),
                row.getLong("waiting"),
                row.getLong("acted_on"),
                row.getLong("notifications"),
                row.getLong("pages"),
                times(row, "detect"),
                times(row, "notify"),
                times(row, "acknowledge"),
                times(row, "resolve"));
    }

    private static Times times(Row row, String what) {
        return new Times(
                row.getLong(what + "_count"),
                row.getDouble(what + "_sum"),
                row.getDouble(what + "_mean"),
                row.getDouble(what + "_median"),
                row.getDouble(what + "_p90"));
    }

    /** Those that waited longest for somebody to take them on, up to their end or up to now. */
    Uni<List<LongWait>> longestUnacknowledged(TimeRange range, IncidentFilter filter, Instant now, int most) {
        return pool.preparedQuery(LONGEST_UNACKNOWLEDGED)
                .execute(where(range, filter).addOffsetDateTime(timestamp(now)).addInteger(most))
                .map(rows -> rows.stream()
                        .map(row -> new LongWait(
                                row.getUUID("incident_id"),
                                row.getString("title"),
                                row.getString("severity"),
                                row.getString("receiver"),
                                AlertRowMapper.instant(row, "opened_at"),
                                IncidentMeasureStore.moment(row, "acknowledged_at")
                                        .orElse(null),
                                IncidentMeasureStore.moment(row, "resolved_at").orElse(null),
                                row.getDouble("waited")))
                        .toList());
    }

    /** Who took incidents on, whenever these were opened. */
    Uni<List<TakenOn>> takenOn(TimeRange range, int most) {
        return pool.preparedQuery(ACKNOWLEDGED_BY)
                .execute(Tuple.of(timestamp(range.from()), timestamp(range.to()), most))
                .map(rows -> rows.stream()
                        .map(row -> new TakenOn(row.getString("who"), row.getInteger("incidents")))
                        .toList());
    }

    static Tuple where(TimeRange range, IncidentFilter filter) {
        return Tuple.tuple()
                .addOffsetDateTime(timestamp(range.from()))
                .addOffsetDateTime(timestamp(range.to()))
                .addArrayOfString(orNull(filter.receivers()))
                .addArrayOfString(orNull(filter.severities()))
                .addString(TextMapJson.write(filter.labels()));
    }

    private static String[] orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }
}
