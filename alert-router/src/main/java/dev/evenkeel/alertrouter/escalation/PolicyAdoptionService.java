package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Gives incidents that wait without a policy the one that the rules have for them by now. Each replica looks when its rules
 * change, and once more a little later, when the others have changed theirs too and what they opened before is there. After that
 * it looks once a minute at what has changed: one with older files may have opened an incident that it had no rule for.
 */
@ApplicationScoped
class PolicyAdoptionService {

    private static final int AT_ONCE = 200;
    private static final Duration ONCE_MORE_AFTER = Duration.ofSeconds(10);
    private static final UUID FIRST = new UUID(0, 0);

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** What was being written while we looked, by a clock that may be a little behind ours. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /**
     * How far it has come.
     *
     * @param rules that were looked with
     * @param nextAt when to look again, if they stay the same
     * @param since only what changed since then, and was never escalated, is looked at next; everything if it is empty
     */
    private record Looked(EscalationRules rules, Instant nextAt, Optional<Instant> since) {}

    private final EscalationStore escalations;
    private final EscalationHandler handler;
    private final IncidentService incidents;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private volatile Looked looked = new Looked(EscalationRules.none(), Instant.MAX, Optional.empty());

    PolicyAdoptionService(
            EscalationStore escalations,
            EscalationHandler handler,
            IncidentService incidents,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.escalations = escalations;
        this.handler = handler;
        this.incidents = incidents;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** Looks if it is time to; most often it is not. */
    Uni<Void> adoptAll() {
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Looked before = looked;
        boolean changed = !rules.equals(before.rules());
        if (!changed && now.isBefore(before.nextAt())) {
            return Uni.createFrom().voidItem();
        }
        Optional<Instant> since = changed ? Optional.empty() : before.since();
        Looked after = changed
                ? new Looked(rules, now.plus(ONCE_MORE_AFTER), Optional.empty())
                : new Looked(rules, now.plus(EVERY), Optional.of(now.minus(OVERLAP)));
        return adoptAfter(FIRST, since, rules, now).invoke(() -> looked = after);
    }

    private Uni<Void> adoptAfter(UUID last, Optional<Instant> since, EscalationRules rules, Instant now) {
        if (rules.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return since.map(moment -> escalations.neverEscalated(moment, last, AT_ONCE))
                .orElseGet(() -> escalations.withoutPolicy(last, AT_ONCE))
                .flatMap(waiting -> Multi.createFrom()
                        .iterable(waiting)
                        .onItem()
                        .transformToUniAndConcatenate(id -> adoptOrLeave(id, rules, now))
                        .collect()
                        .asList()
                        .flatMap(done -> waiting.size() < AT_ONCE
                                ? Uni.createFrom().voidItem()
                                : adoptAfter(waiting.getLast(), since, rules, now)));
    }

    private Uni<Void> adoptOrLeave(UUID id, EscalationRules rules, Instant now) {
        return incidents
                .find(id)
                .flatMap(found -> found.map(incident -> adopt(incident, rules, now))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.errorf(failure, "Incident %s could not be given a policy; others go on", id);
                    return Uni.createFrom().voidItem();
                });
    }

    /** Most incidents that are looked at have no policy, which costs no transaction. */
    private Uni<Void> adopt(Incident incident, EscalationRules rules, Instant now) {
        return EscalationHandler.isWaiting(incident)
                ? handler.policyFor(pool, incident, rules)
                        .flatMap(policy -> policy.map(found -> adopt(incident, found, rules, now))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }

    /** One that somebody has to do with at this moment finds its policy by that, or when it is looked at once more. */
    private Uni<Void> adopt(Incident incident, Policy policy, EscalationRules rules, Instant now) {
        return pool.withTransaction(transaction -> escalations
                .holdIfFree(transaction, incident)
                .flatMap(held -> held
                        ? escalations
                                .find(transaction, incident.id())
                                .flatMap(known -> known.filter(escalation -> isUnderWay(escalation, rules))
                                                .isPresent()
                                        ? Uni.createFrom().voidItem()
                                        : begin(transaction, incident, policy, now))
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> begin(SqlConnection transaction, Incident incident, Policy policy, Instant now) {
        return handler.beginOrHold(transaction, incident, policy, now)
                .flatMap(begun -> begun
                        ? incidents.noteOn(transaction, incident.id(), List.of(entry(policy, now)))
                        : Uni.createFrom().voidItem());
    }

    private static boolean isUnderWay(Escalation escalation, EscalationRules rules) {
        return switch (escalation.state()) {
            case RUNNING -> true;
            case HELD, PAUSED -> rules.policy(escalation.policy()).isPresent();
            case ENDED -> false;
        };
    }

    private static TimelineEntry entry(Policy policy, Instant now) {
        return TimelineEntry.byItself(
                now, "escalated", "The rules have a policy for it by now: " + policy.name() + " begins");
    }
}
