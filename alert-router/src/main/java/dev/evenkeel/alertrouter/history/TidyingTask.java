package dev.evenkeel.alertrouter.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.tasks.Task;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * Removes what nobody needs any more: alerts that ended and are in no group (kept for a while, for whoever looks a
 * moment later, and remembered as an episode then), expired entries of the notification log, silences that ended long ago, and
 * history older than it is kept: of incidents with all that hangs on them, of storms, and of who was on call instead of whom.
 */
@ApplicationScoped
class TidyingTask implements Task {

    private static final Logger LOG = Logger.getLogger(TidyingTask.class);

    private static final Duration ENDED_ALERTS_KEPT = Duration.ofMinutes(15);

    private static final String ENDED_ALERTS = """
            WITH gone AS (
                DELETE FROM alert AS a WHERE a.ends_at < $1
                AND a.group_id IS NULL
                AND NOT EXISTS (SELECT FROM further_membership AS m WHERE m.fingerprint = a.fingerprint)
                RETURNING a.fingerprint, a.labels, a.starts_at, a.ends_at),
            remembered AS (
                INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels)
                SELECT fingerprint, starts_at, ends_at, labels FROM gone ON CONFLICT DO NOTHING)
            DELETE FROM inhibiting_alert AS i USING gone WHERE i.fingerprint = gone.fingerprint
            """;

    /** Also those that nobody ever answered. */
    private static final String PAST_SWAPS =
            "DELETE FROM oncall_swap WHERE greatest(ends_at, return_ends_at, asked_at, decided_at) < $1";

    /** @param kept for how long after the moment that the statement asks about */
    private record Deletion(String statement, Duration kept) {}

    private final Pool pool;
    private final Clock clock;
    private final List<Deletion> deletions;

    TidyingTask(
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.history-kept", defaultValue = "400d") Duration historyKept,
            @ConfigProperty(name = "evenkeel.alerts.silences-kept", defaultValue = "120h") Duration silencesKept) {
        this.pool = pool;
        this.clock = clock;
        this.deletions = List.of(
                new Deletion(ENDED_ALERTS, ENDED_ALERTS_KEPT),
                new Deletion("DELETE FROM notification_log WHERE expires_at < $1", Duration.ZERO),
                new Deletion("DELETE FROM silence WHERE ends_at < $1", silencesKept),
                new Deletion("DELETE FROM inbox_notification WHERE received_at < $1", historyKept),
                new Deletion("DELETE FROM incident WHERE resolved_at < $1", historyKept),
                new Deletion("DELETE FROM alert_count WHERE at < $1", historyKept),
                new Deletion("DELETE FROM alert_episode WHERE ended_at < $1", historyKept),
                new Deletion("DELETE FROM storm WHERE ended_at < $1", historyKept),
                new Deletion("DELETE FROM oncall_override WHERE ends_at < $1", historyKept),
                new Deletion(PAST_SWAPS, historyKept),
                new Deletion("DELETE FROM oncall_feed WHERE revoked_at < $1", historyKept));
    }

    @Override
    public String name() {
        return "tidy-alerts";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(5);
    }

    /** What cannot be removed keeps nothing else from going. */
    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(deletions)
                .onItem()
                .transformToUniAndConcatenate(deletion -> failureOf(deletion, now))
                .collect()
                .asList()
                .invoke(TidyingTask::tell)
                .replaceWithVoid();
    }

    private Uni<Optional<Throwable>> failureOf(Deletion deletion, Instant now) {
        return pool.preparedQuery(deletion.statement())
                .execute(Tuple.of(timestamp(now.minus(deletion.kept()))))
                .replaceWith(Optional.<Throwable>empty())
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Not tidied away: %s", deletion.statement()))
                .onFailure()
                .recoverWithItem(Optional::of);
    }

    private static void tell(List<Optional<Throwable>> outcomes) {
        List<Throwable> failures = outcomes.stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(
                    failures.size() + " of " + outcomes.size() + " deletions failed", failures.getFirst());
        }
    }
}
