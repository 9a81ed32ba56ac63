package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.AlarmScheduler;
import dev.evenkeel.alertrouter.grouping.ClaimedGroup;
import dev.evenkeel.alertrouter.grouping.FlushScheduler;
import dev.evenkeel.alertrouter.grouping.FlushScheduler.LookAhead;
import dev.evenkeel.alertrouter.ingest.AlertStore.Outcome;
import dev.evenkeel.alertrouter.ingest.AlertStore.Reported;
import dev.evenkeel.alertrouter.ingest.ReportQueue.Report;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.time.Timers;

/**
 * Takes alerts in: what it acknowledges is stored, routed and in its groups, and will be looked at in time.
 *
 * <p>Reports that arrive while others are being written are written together, in the order in which they came. Under a
 * storm that turns hundreds of small commits into a few large ones.
 *
 * <p>A group that is due as soon as it is made is claimed by the statement that makes it, and looked at as soon as that is
 * committed: nobody else would find it sooner.
 */
@ApplicationScoped
public class IngestService {

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(15);
    /** deadlock_detected and serialization_failure: another replica was in the way, and is no longer. */
    private static final List<String> WORTH_A_RETRY = List.of("40P01", "40001");

    private static final String UNIQUE_VIOLATION = "23505";

    private final AlertStore store;
    private final Pool pool;
    private final LiveConfiguration<RouterConfig> configuration;
    private final AlarmScheduler alarm;
    private final FlushScheduler flushes;
    private final IngestMetrics metrics;
    private final List<TakenAlertsHandler> handlers;
    private final IngestEvents events;
    private final Clock clock;
    private final Timers timers;
    private final ReportQueue<UniEmitter<? super Void>> queue = new ReportQueue<>();
    private final NewAlertStreak streak = new NewAlertStreak();

    IngestService(
            AlertStore store,
            Pool pool,
            LiveConfiguration<RouterConfig> configuration,
            AlarmScheduler alarm,
            FlushScheduler flushes,
            IngestMetrics metrics,
            @All List<TakenAlertsHandler> handlers,
            EventRecorder recorder,
            Clock clock,
            Timers timers) {
        this.handlers = handlers;
        this.events = new IngestEvents(recorder);
        this.store = store;
        this.pool = pool;
        this.configuration = configuration;
        this.alarm = alarm;
        this.flushes = flushes;
        this.metrics = metrics;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Takes valid alerts; of several reports of one alert the later ones are merged into the earlier.
     *
     * @return ends when they are stored durably, fails as PostgreSQL fails, with nothing stored
     */
    public Uni<Void> take(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<Long, Alert> merged = merged(alerts, clock.instant());
        return Uni.createFrom()
                .<Void>emitter(emitter -> enqueue(new Report<>(merged, emitter)))
                .chain(() -> handOn(merged.values()));
    }

    private Uni<Void> handOn(Collection<Alert> alerts) {
        Uni<Void> handed = Uni.createFrom().voidItem();
        for (TakenAlertsHandler handler : handlers) {
            handed = handed.chain(() -> handler.taken(alerts));
        }
        return handed;
    }

    /** Takes alerts as part of somebody else's transaction, which decides whether they are stored. */
    public Uni<Void> take(SqlConnection transaction, List<Alert> alerts) {
        Instant now = clock.instant();
        Placement placement = Placement.of(merged(alerts, now).values(), configuration.current(), now);
        return report(transaction, Reported.ANY, placement, Map.of(), now)
                .invoke(outcome -> outcome.due().ifPresent(alarm::ringAfterCommit))
                .replaceWithVoid();
    }

    /** What is recorded of a transaction that then fails is recorded again when it is tried again. */
    private Uni<Outcome> report(
            SqlClient client, Reported reported, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        return events.areWanted()
                ? store.reportAndTell(client, reported, placement, claims, now)
                        .invoke(outcome -> events.reported(placement, outcome.stored()))
                : store.report(client, reported, placement, claims, now);
    }

    private static Map<Long, Alert> merged(List<Alert> alerts, Instant now) {
        var merged = LinkedHashMap.<Long, Alert>newLinkedHashMap(alerts.size());
        alerts.forEach(
                alert -> merged.merge(alert.fingerprint(), alert, (earlier, later) -> earlier.mergedWith(later, now)));
        return merged;
    }

    private void enqueue(Report<UniEmitter<? super Void>> report) {
        switch (queue.add(report)) {
            case NOW -> write(queue.next());
            case SOON -> timers.set(ReportQueue.PATIENCE, this::hurry);
            case LATER -> {
                // the write that ends next takes it with it
            }
        }
    }

    private void hurry() {
        if (queue.hurry()) {
            write(queue.next());
        }
    }

    private void write(List<Report<UniEmitter<? super Void>>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Alert> alerts = new ArrayList<>();
        batch.forEach(report -> alerts.addAll(report.alerts().values()));
        long began = System.nanoTime();
        write(alerts, 1)
                .ifNoItem()
                .after(LONGEST_WRITE)
                .fail()
                .subscribe()
                .with(
                        stored -> {
                            metrics.stored(alerts.size(), System.nanoTime() - began);
                            List<Report<UniEmitter<? super Void>>> next = queue.afterWrite();
                            try {
                                // whoever is answered first sends more while the next are written
                                batch.forEach(report -> report.reporter().complete(null));
                            } finally {
                                write(next);
                            }
                        },
                        failure -> {
                            write(queue.afterWrite());
                            batch.forEach(report -> report.reporter().fail(failure));
                        });
    }

    /** What is written although nobody waits for it any longer is looked at when its claims lapse. */
    Uni<Void> write(List<Alert> alerts, int attempt) {
        Instant now = clock.instant();
        RouterConfig current = configuration.current();
        Placement placement = Placement.of(alerts, current, now);
        Map<UUID, ClaimedGroup> claims = flushes.reserve(placement.dueAtOnce(current, now));
        return report(placement, claims, now)
                .onFailure()
                .invoke(() -> flushes.release(claims.values()))
                .onCancellation()
                .invoke(() -> flushes.release(claims.values()))
                .invoke(written -> {
                    written.outcome().due().ifPresent(alarm::ringAt);
                    look(claims, written);
                })
                .replaceWithVoid()
                .onFailure(failure -> attempt < ATTEMPTS && isWorthARetry(failure))
                .recoverWithUni(() -> write(alerts, attempt + 1));
    }

    private Uni<Written> report(Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        Uni<Written> reported = streak.isLong()
                ? report(Reported.NEW, placement, claims, now)
                        .onFailure(IngestService::isThereAlready)
                        .recoverWithUni(() -> report(Reported.ANY, placement, claims, now))
                : report(Reported.ANY, placement, claims, now);
        return reported.invoke(written ->
                streak.stored(placement.alerts().size(), written.outcome().merged()));
    }

    /** @param ahead what is known of the groups that may have been claimed; empty if there are none */
    private record Written(Outcome outcome, Optional<LookAhead> ahead) {}

    private Uni<Written> report(Reported reported, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        return claims.isEmpty()
                ? report(pool, reported, placement, claims, now).map(outcome -> new Written(outcome, Optional.empty()))
                : Uni.createFrom()
                        .emitter(emitter -> pool.withConnection(connection -> {
                                    LookAhead ahead = flushes.lookAhead(connection, claims.values());
                                    Uni<Void> stored = report(connection, reported, placement, claims, now)
                                            .invoke(outcome ->
                                                    emitter.complete(new Written(outcome, Optional.of(ahead))))
                                            .onFailure()
                                            .invoke(emitter::fail)
                                            .replaceWithVoid();
                                    // one right behind the other; whoever posted does not wait for what is read
                                    return Uni.join()
                                            .all(stored, ahead.whenRead())
                                            .andCollectFailures();
                                })
                                .subscribe()
                                .with(done -> {}, emitter::fail));
    }

    private void look(Map<UUID, ClaimedGroup> claims, Written written) {
        List<ClaimedGroup> ours = new ArrayList<>();
        List<ClaimedGroup> others = new ArrayList<>();
        claims.forEach((id, group) -> (written.outcome().claimed().contains(id) ? ours : others).add(group));
        flushes.release(others);
        written.ahead().ifPresent(ahead -> flushes.lookAtOnce(ours, ahead));
    }

    private static boolean isThereAlready(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    private static boolean isWorthARetry(Throwable failure) {
        return failure instanceof PgException refused && WORTH_A_RETRY.contains(refused.getSqlState());
    }
}
