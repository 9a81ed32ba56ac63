package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.alertrouter.escalation.policy.Progress.Advance;
import dev.evenkeel.alertrouter.escalation.policy.Recipients;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Takes the steps of escalations that are due: who is to be told is worked out and stored, with the step and a line in the
 * timeline, in one transaction. Telling them is the business of {@link PagingService}. A step by a policy that this replica
 * does not know is left to one that may have newer files, for a while, and one of an incident that nobody wants to hear of is
 * put off until somebody does.
 */
@ApplicationScoped
class EscalationService {

    private static final int AT_ONCE = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
    static final Duration LEFT_OUT_FOR = Duration.ofMinutes(1);

    /** For how long a policy that is not known here may be known elsewhere. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);

    private static final Duration OTHERS_MAY_AFTER = Duration.ofSeconds(10);
    private static final Duration WE_AGAIN_AFTER = Duration.ofSeconds(30);

    private final EscalationStore escalations;
    private final PageStore pages;
    private final RecipientService recipients;
    private final IncidentService incidents;
    private final EscalationHandler handler;
    private final LeftOutService leftOut;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private final LeftToOthers left = new LeftToOthers();

    EscalationService(
            EscalationStore escalations,
            PageStore pages,
            RecipientService recipients,
            IncidentService incidents,
            EscalationHandler handler,
            LeftOutService leftOut,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.recipients = recipients;
        this.incidents = incidents;
        this.handler = handler;
        this.leftOut = leftOut;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** Takes all steps that are due. */
    Uni<Void> advanceAll() {
        Instant now = now();
        return escalations
                .due(now, left.at(now), AT_ONCE)
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::advanceOrPostpone)
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> advanceOrPostpone(UUID id) {
        return incidents
                .find(id)
                .flatMap(found -> found.map(
                                incident -> leftOut.whyLeftOut(incident).flatMap(why -> advance(incident, why)))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.errorf(failure, "A step of the escalation of incident %s failed; it is tried again", id);
                    return escalations.postpone(id, now().plus(PAUSE_AFTER_FAILURE));
                });
    }

    /** If somebody else has to do with the incident at this moment, the step is looked at again in the next round. */
    private Uni<Void> advance(Incident incident, Optional<String> whyLeftOut) {
        return pool.withTransaction(transaction -> escalations
                .holdIfFree(transaction, incident)
                .flatMap(held -> held
                        ? escalations.find(transaction, incident.id())
                        : Uni.createFrom().item(Optional.<Escalation>empty()))
                .flatMap(found -> found.filter(EscalationService::isToGoOn)
                        .map(escalation -> advance(transaction, escalation, incident, whyLeftOut))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** One that is paused, and due, was given back where nobody knew its policy. */
    private static boolean isToGoOn(Escalation escalation) {
        return escalation.state() == State.RUNNING || escalation.state() == State.PAUSED;
    }

    private Uni<Void> advance(
            SqlConnection transaction, Escalation found, Incident incident, Optional<String> whyLeftOut) {
        RouterConfig config = configuration.current();
        Optional<Policy> policy = config.feature(EscalationRules.class).policy(found.policy());
        if (!EscalationHandler.isWaiting(incident)) {
            return escalations.save(transaction, found.with(State.PAUSED, found.progress()), Optional.empty());
        }
        if (policy.isEmpty()) {
            return leaveOrReplace(transaction, found, incident);
        }
        Instant now = now();
        Escalation escalation = found.state() == State.PAUSED ? found.resumed(policy.get(), now) : found;
        if (whyLeftOut.isPresent()) {
            return putOff(transaction, escalation, policy.get(), whyLeftOut.get());
        }
        Advance advance = escalation.progress().advance(policy.get(), now, incident.severity(), config.timeIntervals());
        return recipients
                .resolve(transaction, advance.taken(), incident.severity(), now)
                .flatMap(whom -> take(transaction, escalation, policy.get(), advance, whom, now));
    }

    private Uni<Void> putOff(SqlConnection transaction, Escalation escalation, Policy policy, String why) {
        Progress later = escalation.progress().nextAt(policy, now().plus(LEFT_OUT_FOR));
        String level = policy.level(later.nextStep()).name() + " of " + policy.name();
        return escalations
                .putOff(transaction, escalation.with(State.RUNNING, later), later.dueAt(policy), why)
                .flatMap(isNews -> isNews
                        ? note(transaction, escalation, level + " " + LeftOutService.PUT_OFF + why)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> take(
            SqlConnection transaction,
            Escalation escalation,
            Policy policy,
            Advance advance,
            Recipients found,
            Instant now) {
        List<Page> made = recipients.pages(escalation.incidentId(), Kind.AUTOMATIC, policy.name(), found, now);
        boolean nobody = made.isEmpty() && !advance.taken().isEmpty();
        Escalation after =
                escalation.with(State.RUNNING, nobody ? advance.after().hastened(policy, now) : advance.after());
        Optional<Instant> due = after.progress().dueAt(policy);
        List<TimelineEntry> entries = new ArrayList<>(entries(policy, advance, found, now));
        if (nobody) {
            entries.add(TimelineEntry.byItself(
                    now,
                    "escalated",
                    due.isEmpty()
                            ? "Nobody can be told, and there is no further level"
                            : due.get().isAfter(now)
                                    ? "Nobody can be told before the next round"
                                    : "Nobody can be told, so the next level is taken at once"));
        }
        return pages.add(transaction, made)
                .chain(() -> escalations.save(transaction, after, due))
                .chain(() -> incidents.noteOn(transaction, escalation.incidentId(), entries));
    }

    private static List<TimelineEntry> entries(Policy policy, Advance advance, Recipients found, Instant now) {
        List<String> sentences = new ArrayList<>();
        if (advance.missed() > 0) {
            sentences.add("%d steps of %s came due while nobody could take them; they are taken together, once"
                    .formatted(advance.missed(), policy.name()));
        }
        advance.taken().forEach(level -> sentences.add(sentence(policy, level)));
        advance.leftOut()
                .forEach(level -> sentences.add("%s of %s is left out: it is not for this severity or this time"
                        .formatted(level.name(), policy.name())));
        found.unreachable().forEach(why -> sentences.add("Cannot be told: " + why));
        return sentences.stream()
                .map(sentence -> TimelineEntry.byItself(now, "escalated", sentence))
                .toList();
    }

    static String sentence(Policy policy, Level level) {
        return "%s of %s: %s".formatted(level.name(), policy.name(), targets(level.targets()));
    }

    private static String targets(Collection<Target> targets) {
        return targets.stream().map(Target::text).collect(Collectors.joining(", "));
    }

    /** Files come to replicas one after the other: a policy is gone only when nobody knew it for a while. */
    private Uni<Void> leaveOrReplace(SqlConnection transaction, Escalation escalation, Incident incident) {
        Instant now = now();
        UUID id = escalation.incidentId();
        return escalations
                .postponeUnknown(transaction, id, now, now.plus(OTHERS_MAY_AFTER))
                .flatMap(since -> {
                    if (!since.plus(UNKNOWN_FOR).isAfter(now)) {
                        return replace(transaction, escalation, incident, now);
                    }
                    left.leave(id, now.plus(WE_AGAIN_AFTER));
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> replace(SqlConnection transaction, Escalation escalation, Incident incident, Instant now) {
        String gone = "There is no policy " + escalation.policy() + " any more";
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        return handler.policyFor(transaction, incident, rules)
                .flatMap(policy -> policy.map(found -> handler.begin(transaction, incident, found, now)
                                .chain(() -> note(transaction, escalation, gone + ": " + found.name() + " begins")))
                        .orElseGet(() -> giveUp(transaction, escalation, gone + "; nobody else is told")));
    }

    private Uni<Void> giveUp(SqlConnection transaction, Escalation escalation, String why) {
        return escalations
                .save(transaction, escalation.with(State.ENDED, escalation.progress()), Optional.empty())
                .chain(() -> note(transaction, escalation, why));
    }

    private Uni<Void> note(SqlConnection transaction, Escalation escalation, String what) {
        return incidents.noteOn(
                transaction, escalation.incidentId(), List.of(TimelineEntry.byItself(now(), "escalated", what)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
