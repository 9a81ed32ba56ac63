package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.query.selection.Selection;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Counts per interval of what was measured, in PostgreSQL. */
@ApplicationScoped
class AnalyticsSeriesStore {

    /** How long an interval is. */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final String END = "date_bin('5 minutes', %s, timestamptz 'epoch') + interval '5 minutes' AS at";

    private static final String OPENED = "SELECT " + END.formatted("opened_at") + """
            , severity, receiver, count(*) AS incidents, count(began_at) FILTER (WHERE began_at <= opened_at) AS times,
                coalesce(sum(extract(epoch FROM opened_at - began_at)) FILTER (WHERE began_at <= opened_at), 0)::float8 AS seconds
            FROM incident_measure WHERE opened_at >= $1 AND opened_at < $2 GROUP BY 1, 2, 3 LIMIT $3
            """;

    private static final String ACKNOWLEDGED = "SELECT " + END.formatted("acknowledged_at") + """
            , severity, receiver, count(*) AS times,
                sum(extract(epoch FROM acknowledged_at - opened_at))::float8 AS seconds
            FROM incident_measure WHERE acknowledged_at >= $1 AND acknowledged_at < $2 GROUP BY 1, 2, 3 LIMIT $3
            """;

    private static final String RESOLVED = "SELECT " + END.formatted("resolved_at") + """
            , severity, receiver, acted_at IS NOT NULL AS acted, acknowledged_at IS NOT NULL AS acknowledged,
                count(*) AS times, sum(extract(epoch FROM resolved_at - opened_at))::float8 AS seconds
            FROM incident_measure WHERE resolved_at >= $1 AND resolved_at < $2 GROUP BY 1, 2, 3, 4, 5 LIMIT $3
            """;

    private static final String EPISODES = """
            SELECT day, name, severity, took_up_to, sum(episodes)::bigint AS episodes, sum(seconds)::bigint AS seconds
            FROM alert_episode_day WHERE day >= $1 AND day <= $2 GROUP BY day, name, severity, took_up_to LIMIT $3
            """;

    private final Pool pool;

    AnalyticsSeriesStore(Pool pool) {
        this.pool = pool;
    }

    /** Columns {@code at}, the interval's end; {@code severity}, {@code receiver}, {@code incidents}, {@code times}, {@code seconds}. */
    Uni<RowSet<Row>> opened(Selection selection) {
        return intervals(OPENED, selection);
    }

    /** The same without {@code incidents}. */
    Uni<RowSet<Row>> acknowledged(Selection selection) {
        return intervals(ACKNOWLEDGED, selection);
    }

    /** The same by {@code acted} and {@code acknowledged}, too. */
    Uni<RowSet<Row>> resolved(Selection selection) {
        return intervals(RESOLVED, selection);
    }

    /** Columns {@code day}, {@code name}, {@code severity}, {@code took_up_to}, {@code episodes}, {@code seconds}. */
    Uni<RowSet<Row>> episodes(Selection selection) {
        return pool.preparedQuery(EPISODES)
                .execute(Tuple.of(
                        dayOf(selection.from()).minusDays(1), dayOf(selection.to()), selection.maxSamples() + 1L));
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private Uni<RowSet<Row>> intervals(String statement, Selection selection) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(
                        timestamp(selection.from().minus(INTERVAL)),
                        timestamp(selection.to()),
                        selection.maxSamples() + 1L));
    }
}
