package dev.evenkeel.alertrouter.suppression;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.tasks.Task;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Counts the alerts that fire and are silenced or inhibited; page by page, and not at all where nothing can be. */
@ApplicationScoped
public class SuppressedCountTask implements Task {

    private static final int PAGE = 1_000;

    private static final String FIRING =
            "SELECT fingerprint, labels FROM alert WHERE fingerprint > $1 AND ends_at > $2 ORDER BY fingerprint LIMIT $3";

    private final SuppressionService suppressions;
    private final SilenceService silences;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private volatile long count;

    SuppressedCountTask(
            SuppressionService suppressions,
            SilenceService silences,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock,
            MeterRegistry meters) {
        this.suppressions = suppressions;
        this.silences = silences;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
        meters.gauge("alertmanager_alerts", Tags.of("state", "suppressed"), this, SuppressedCountTask::count);
    }

    /** How many there were at the last count. */
    public long count() {
        return count;
    }

    @Override
    public String name() {
        return "count-suppressed-alerts";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        Inhibition inhibition = configuration.current().inhibition();
        return silences.current(now)
                .flatMap(current ->
                        current.areSilentAt(now) && inhibition.rules().isEmpty()
                                ? Uni.createFrom().item(0L)
                                : countAfter(Long.MIN_VALUE, 0, inhibition, now))
                .invoke(counted -> count = counted)
                .replaceWithVoid();
    }

    private Uni<Long> countAfter(long fingerprint, long before, Inhibition inhibition, Instant now) {
        return pool.preparedQuery(FIRING)
                .execute(Tuple.of(fingerprint, timestamp(now), PAGE))
                .flatMap(rows -> {
                    List<Labels> alerts = new ArrayList<>(rows.size());
                    long last = fingerprint;
                    for (Row row : rows) {
                        alerts.add(TextMapJson.readLabels(row.getString("labels")));
                        last = row.getLong("fingerprint");
                    }
                    long next = last;
                    return suppressions.at(now, alerts, inhibition).flatMap(suppression -> {
                        long sum = before
                                + alerts.stream()
                                        .filter(suppression::isSuppressed)
                                        .count();
                        return alerts.size() < PAGE
                                ? Uni.createFrom().item(sum)
                                : countAfter(next, sum, inhibition, now);
                    });
                });
    }
}
