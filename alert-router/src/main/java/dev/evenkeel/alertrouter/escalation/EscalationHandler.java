package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.correlation.storm.Storm;
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.IncidentHandler;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Begins, stops, resumes and ends escalations with what happens to their incidents, in the same transactions. Those of
 * incidents that come in a storm are held, unless they are critical; {@link StormEscalationService} sees to them.
 */
@ApplicationScoped
class EscalationHandler implements IncidentHandler {

    private final EscalationStore escalations;
    private final PageStore pages;
    private final StormEscalationStore storms;
    private final MergedEscalationService merges;
    private final IncidentService incidents;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;

    EscalationHandler(
            EscalationStore escalations,
            PageStore pages,
            StormEscalationStore storms,
            MergedEscalationService merges,
            IncidentService incidents,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.storms = storms;
        this.merges = merges;
        this.incidents = incidents;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public Uni<Void> changed(SqlConnection transaction, List<Change> changes) {
        return Uni.join()
                .all(changes.stream()
                        .map(change -> changed(transaction, change.incident(), change.what()))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> changed(SqlConnection transaction, Incident incident, TimelineEntry what) {
        if (incident.mergedInto().isPresent()) {
            // the one that goes on sees to it
            return Uni.createFrom().voidItem();
        }
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (isNew(what)) {
            return unescalated(transaction, incident, rules, now);
        }
        return handOver(transaction, incident, what, now)
                .chain(() -> escalations.find(transaction, incident.id()))
                .flatMap(found -> found.map(known -> follow(transaction, incident, known, rules, now))
                        .orElseGet(() -> unescalated(transaction, incident, rules, now)));
    }

    /** What was opened by itself has no escalation yet; what somebody split off may go on with one. */
    private static boolean isNew(TimelineEntry what) {
        return what.kind().equals("opened") && what.isByItself();
    }

    private Uni<Void> handOver(SqlConnection transaction, Incident incident, TimelineEntry what, Instant now) {
        return switch (what.kind()) {
            case "merged" -> merges.goOnAs(transaction, incident, now);
            case "split" -> merges.goOnWithWhatWasSplitOff(transaction, incident);
            default -> Uni.createFrom().voidItem();
        };
    }

    /** What has no escalation may have been split from what had one. */
    private Uni<Void> unescalated(SqlConnection transaction, Incident incident, EscalationRules rules, Instant now) {
        if (incident.isResolved()) {
            return pages.isAnyAbout(transaction, incident.id())
                    .flatMap(any -> any
                            ? tellTheEnd(transaction, incident.id(), now)
                            : Uni.createFrom().voidItem());
        }
        return isWaiting(incident) && !isOfAStorm(incident)
                ? begin(transaction, incident, rules, now)
                : Uni.createFrom().voidItem();
    }

    /** Whether it is time that somebody takes it on. */
    static boolean isWaiting(Incident incident) {
        return incident.status() == Status.OPEN && incident.snoozedUntil().isEmpty();
    }

    /** Whoever opens the incident of a storm begins its escalation, by a policy that no rule has for it. */
    private static boolean isOfAStorm(Incident incident) {
        return Storm.ofKey(incident.groupKey()).isPresent();
    }

    private Uni<Void> begin(SqlConnection transaction, Incident incident, EscalationRules rules, Instant now) {
        if (rules.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return policyFor(transaction, incident, rules)
                .flatMap(policy -> policy.map(found ->
                                beginOrHold(transaction, incident, found, now).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    Uni<Optional<Policy>> policyFor(SqlClient client, Incident incident, EscalationRules rules) {
        var choice = new AtomicReference<>(rules.choice(incident.receiver(), incident.severity()));
        Uni<Void> made = choice.get().isMade()
                ? Uni.createFrom().voidItem()
                : escalations.labels(
                        client,
                        incident.firing(),
                        part -> !choice.updateAndGet(before -> before.seen(part))
                                .isMade());
        return made.map(done -> rules.policy(choice.get()));
    }

    /** Begins an escalation by a policy, in the place of one that has ended. */
    Uni<Void> begin(SqlConnection transaction, Incident incident, Policy policy, Instant now) {
        return atTheBeginning(transaction, incident, policy, now)
                .flatMap(begun ->
                        escalations.save(transaction, begun, begun.progress().dueAt(policy)));
    }

    private Uni<Escalation> atTheBeginning(SqlConnection transaction, Incident incident, Policy policy, Instant now) {
        return escalations
                .groupLabels(transaction, incident.groupId())
                .map(group ->
                        new Escalation(incident.id(), policy.name(), State.RUNNING, Progress.from(now), group, now));
    }

    /** The same, unless the incident came in a storm that lasts, which speaks for it then. @return whether it began */
    Uni<Boolean> beginOrHold(SqlConnection transaction, Incident incident, Policy policy, Instant now) {
        if (incident.severity() == Severity.CRITICAL || isOfAStorm(incident)) {
            return begin(transaction, incident, policy, now).replaceWith(true);
        }
        return storms.swallowing(transaction, incident)
                .flatMap(storm -> storm.map(found ->
                                hold(transaction, incident, policy, found, now).replaceWith(false))
                        .orElseGet(
                                () -> begin(transaction, incident, policy, now).replaceWith(true)));
    }

    private Uni<Void> hold(SqlConnection transaction, Incident incident, Policy policy, Storm storm, Instant now) {
        String why = StormEscalationService.before(storm) + policy.name() + StormEscalationService.AFTER;
        return atTheBeginning(transaction, incident, policy, now)
                .flatMap(escalation -> storms.hold(transaction, escalation, storm))
                .chain(() -> note(transaction, incident, why, now));
    }

    private Uni<Void> note(SqlConnection transaction, Incident incident, String sentence, Instant now) {
        return incidents.noteOn(
                transaction, incident.id(), List.of(TimelineEntry.byItself(now, "escalated", sentence)));
    }

    private Uni<Void> follow(
            SqlConnection transaction, Incident incident, Escalation known, EscalationRules rules, Instant now) {
        if (incident.status() == Status.RESOLVED) {
            return end(transaction, known, now);
        }
        if (!isWaiting(incident)) {
            return pause(transaction, known);
        }
        return switch (known.state()) {
            case RUNNING ->
                incident.severity() == Severity.CRITICAL
                        ? escalations.hurry(transaction, incident.id())
                        : Uni.createFrom().voidItem();
            case HELD ->
                incident.severity() == Severity.CRITICAL
                        ? resume(transaction, incident, known, rules, now)
                                .flatMap(begun -> begun.map(policy -> note(
                                                transaction,
                                                incident,
                                                "It is critical now, storm or not: " + policy.name() + " begins",
                                                now))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))
                        : storms.worsened(transaction, incident);
            case PAUSED, ENDED ->
                resume(transaction, incident, known, rules, now).replaceWithVoid();
        };
    }

    private Uni<Void> pause(SqlConnection transaction, Escalation known) {
        return pages.cancel(transaction, known.incidentId(), Kind.AUTOMATIC)
                .chain(() -> known.state() == State.RUNNING
                        ? escalations.save(transaction, known.with(State.PAUSED, known.progress()), Optional.empty())
                        : Uni.createFrom().voidItem());
    }

    /**
     * Goes on by its policy or, if that is gone, begins the one that is for it now.
     *
     * @return the policy; empty if none that is known here is for it, or a storm holds it
     */
    private Uni<Optional<Policy>> resume(
            SqlConnection transaction, Incident incident, Escalation known, EscalationRules rules, Instant now) {
        Uni<Void> cancelled = pages.cancel(transaction, known.incidentId(), Kind.RESOLVED);
        Optional<Policy> policy = rules.policy(known.policy());
        if (policy.isPresent()) {
            Escalation resumed = known.resumed(policy.get(), now);
            return cancelled
                    .chain(() -> escalations.save(
                            transaction, resumed, resumed.progress().dueAt(policy.get())))
                    .replaceWith(policy);
        }
        return cancelled
                .chain(() -> policyFor(transaction, incident, rules))
                .flatMap(found -> found.map(another ->
                                beginOrHold(transaction, incident, another, now).map(begun -> found.filter(_ -> begun)))
                        .orElseGet(() -> leaveToOthers(transaction, known, now).replaceWith(Optional.empty())));
    }

    /**
     * A policy that is not known here may be known elsewhere. Whoever comes to its step has the escalation go on, or sees that nobody
     * knows the policy; one that was stopped stays so until then, since only by the policy it can be said where it goes on.
     */
    private Uni<Void> leaveToOthers(SqlConnection transaction, Escalation known, Instant now) {
        Escalation left = known.state() == State.PAUSED ? known : known.with(State.RUNNING, Progress.from(now));
        return escalations.save(transaction, left, Optional.of(now));
    }

    private Uni<Void> end(SqlConnection transaction, Escalation known, Instant now) {
        return escalations
                .save(transaction, known.with(State.ENDED, known.progress()), Optional.empty())
                .chain(() -> tellTheEnd(transaction, known.incidentId(), now));
    }

    private Uni<Void> tellTheEnd(SqlConnection transaction, UUID incident, Instant now) {
        return pages.cancel(transaction, incident, Kind.AUTOMATIC, Kind.MANUAL)
                .chain(() -> pages.oweEnd(transaction, incident, now));
    }
}
