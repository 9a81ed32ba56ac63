package dev.evenkeel.alertrouter.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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

    private final Pool pool;
    private final Clock clock;
    private volatile long firing;

    AlertCountTask(Pool pool, Clock clock, MeterRegistry meters, SuppressedCountTask suppressed) {
        this.pool = pool;
        this.clock = clock;
        meters.gauge(
                "alertmanager_alerts",
                Tags.of("state", "active"),
                this,
                task -> Math.max(0, task.firing - suppressed.count()));
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
                .invoke(rows -> firing = rows.iterator().next().getLong("firing"))
                .replaceWithVoid();
    }
}
