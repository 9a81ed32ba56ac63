package dev.evenkeel.alertrouter.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.suppression.SuppressedCountTask;
import dev.evenkeel.platform.tasks.Task;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Writes down, for each minute, how many alerts of each name and severity fire, and shows the sum as a metric. */
@ApplicationScoped
class AlertCountTask implements Task {

    private static final String COUNT = """
            WITH counted AS (
                SELECT name, severity, count(*)::integer AS firing FROM alert WHERE ends_at > $2 GROUP BY 1, 2),
            stored AS (
                INSERT INTO alert_count (at, name, severity, firing) SELECT $1, name, severity, firing FROM counted
                ON CONFLICT (name, severity, at) DO UPDATE SET firing = excluded.firing)
            SELECT coalesce(sum(firing), 0)::bigint AS firing FROM counted
            """;

    /** Alerts that fire, and none of whose groups has come to its first turn. */
    private static final String COUNT_GROUPS = """
            SELECT (SELECT count(*) FROM alert_group) AS groups, count(*) AS unprocessed
            FROM alert AS a LEFT JOIN alert_group AS g ON g.id = a.group_id
            WHERE a.ends_at > $1 AND NOT coalesce(g.spoken, false)
            AND NOT EXISTS (
                SELECT FROM further_membership AS f JOIN alert_group AS s ON s.id = f.group_id AND s.spoken
                WHERE f.fingerprint = a.fingerprint)
            AND (g.id IS NOT NULL OR EXISTS (
                SELECT FROM further_membership AS f JOIN alert_group AS o ON o.id = f.group_id
                WHERE f.fingerprint = a.fingerprint))
            """;

    /** What there was at the last count. */
    private record Count(long firing, long groups, long unprocessed) {}

    private final Pool pool;
    private final Clock clock;
    private final SuppressedCountTask suppressed;
    private volatile Count count = new Count(0, 0, 0);

    AlertCountTask(Pool pool, Clock clock, MeterRegistry meters, SuppressedCountTask suppressed) {
        this.pool = pool;
        this.clock = clock;
        this.suppressed = suppressed;
        show(meters, "active", AlertCountTask::active);
        show(meters, "unprocessed", task -> task.count.unprocessed());
        Gauge.builder("alertmanager_dispatcher_aggregation_groups", this, task -> task.count.groups())
                .description("Groups that alerts are in")
                .register(meters);
    }

    private void show(MeterRegistry meters, String state, ToDoubleFunction<AlertCountTask> number) {
        Gauge.builder("alertmanager_alerts", this, number)
                .description(SuppressedCountTask.ALERTS_BY_STATE)
                .tag("state", state)
                .register(meters);
    }

    private long active() {
        Count counted = count;
        return Math.max(0, counted.firing() - counted.unprocessed() - suppressed.count());
    }

    @Override
    public String name() {
        return "count-alerts";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(timestamp(now.truncatedTo(ChronoUnit.MINUTES)), timestamp(now)))
                .map(rows -> rows.iterator().next().getLong("firing"))
                .flatMap(firing -> pool.preparedQuery(COUNT_GROUPS)
                        .execute(Tuple.of(timestamp(now)))
                        .map(rows -> rows.iterator().next())
                        .invoke(row -> count = new Count(firing, row.getLong("groups"), row.getLong("unprocessed"))))
                .replaceWithVoid();
    }
}
