package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.alertrouter.escalation.policy.Recipients;
import dev.evenkeel.alertrouter.incident.ChangedMeanwhileException;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

/**
 * Lets people escalate: the next level, or the one they name, is told now, whatever its conditions and whether or not
 * somebody has taken the incident on. If nobody has, the levels after it follow as far apart as ever.
 */
@ApplicationScoped
class ManualEscalationService {

    /**
     * What somebody asks for.
     *
     * @param policy another one than the incident has, by name
     * @param level another one than is next, by name
     * @param version of the incident that they have seen; empty if they do not mind
     * @param step that was next when they looked, see {@link Progress}; empty if they do not mind
     */
    record Order(Optional<String> policy, Optional<String> level, Optional<Integer> version, Optional<Integer> step) {

        /** @throws ChangedMeanwhileException if it is not as they saw it any more */
        private void requireAsSeen(Incident incident, Optional<Escalation> current) {
            if (version.isPresent() && version.get() != incident.version()) {
                throw new ChangedMeanwhileException(incident, version.get());
            }
            int next =
                    current.map(escalation -> escalation.progress().nextStep()).orElse(0);
            if (step.isPresent() && step.get() != next) {
                throw new ChangedMeanwhileException(incident, "Another level is next by now: look at it again");
            }
        }
    }

    /** What came of it. */
    sealed interface Outcome {

        record Done(Escalation escalation) implements Outcome {}

        /** It cannot be, for a reason that people are told. */
        record Impossible(String why) implements Outcome {}
    }

    private record Choice(Policy policy, int step) {}

    private final EscalationStore escalations;
    private final PageStore pages;
    private final RecipientService recipients;
    private final IncidentService incidents;
    private final EscalationHandler handler;
    private final AuditService audit;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;

    ManualEscalationService(
            EscalationStore escalations,
            PageStore pages,
            RecipientService recipients,
            IncidentService incidents,
            EscalationHandler handler,
            AuditService audit,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.recipients = recipients;
        this.incidents = incidents;
        this.handler = handler;
        this.audit = audit;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Escalates an incident, which has another version then: of several who saw the same, one does.
     *
     * @throws ChangedMeanwhileException as a failure, if it is not as they saw it any more
     */
    Uni<Outcome> escalate(Incident incident, Order order, Actor by) {
        if (incident.status() == Incident.Status.RESOLVED) {
            return impossible("The incident is resolved");
        }
        return pool.withTransaction(transaction -> escalations
                .hold(transaction, incident)
                .flatMap(held -> held
                        ? escalate(transaction, incident, order, by)
                        : impossible("Somebody changed the incident at the same moment; look at it again")));
    }

    private Uni<Outcome> escalate(SqlConnection transaction, Incident incident, Order order, Actor by) {
        return Uni.combine()
                .all()
                .unis(
                        escalations.find(transaction, incident.id()),
                        escalations.groupLabels(transaction, incident.groupId()))
                .asTuple()
                .invoke(known -> order.requireAsSeen(incident, known.getItem1()))
                .flatMap(known -> policy(transaction, order.policy(), known.getItem1(), incident)
                        .flatMap(wanted -> {
                            if (wanted.isEmpty()) {
                                return impossible(order.policy()
                                        .map(name -> "There is no policy " + name)
                                        .orElse("No policy is for this incident; name one"));
                            }
                            Optional<Escalation> current = known.getItem1();
                            Optional<Choice> choice = choose(wanted.get(), current, order.level());
                            if (choice.isEmpty()) {
                                return impossible("The policy " + wanted.get().name() + " has no level "
                                        + order.level().orElse("to be taken"));
                            }
                            Escalation before =
                                    current.orElseGet(() -> unbegun(incident, wanted.get(), known.getItem2()));
                            return take(transaction, incident, before, choice.get(), by);
                        }));
    }

    private Escalation unbegun(Incident incident, Policy policy, Labels groupLabels) {
        return new Escalation(incident.id(), policy.name(), State.PAUSED, Progress.from(now()), groupLabels, now());
    }

    private Uni<Optional<Policy>> policy(
            SqlConnection transaction, Optional<String> named, Optional<Escalation> current, Incident incident) {
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        if (named.isPresent()) {
            return Uni.createFrom().item(rules.policy(named.get()));
        }
        Optional<Policy> known = current.flatMap(escalation -> rules.policy(escalation.policy()));
        return known.isPresent() ? Uni.createFrom().item(known) : handler.policyFor(transaction, incident, rules);
    }

    /**
     * The next step; the last one again if all are taken; or that of the named level in the round of the next step. That may be
     * one that was taken before: those after it come again too, if nobody has taken the incident on.
     */
    private static Optional<Choice> choose(Policy policy, Optional<Escalation> current, Optional<String> level) {
        int next = current.filter(escalation -> escalation.policy().equals(policy.name()))
                .map(escalation -> Math.min(escalation.progress().nextStep(), policy.steps() - 1))
                .orElse(0);
        if (level.isEmpty()) {
            return Optional.of(new Choice(policy, next));
        }
        int round = policy.round(next) * policy.levels().size();
        OptionalInt found = IntStream.range(round, round + policy.levels().size())
                .filter(step -> policy.level(step).name().equals(level.get()))
                .findFirst();
        return found.isPresent() ? Optional.of(new Choice(policy, found.getAsInt())) : Optional.empty();
    }

    private Uni<Outcome> take(
            SqlConnection transaction, Incident incident, Escalation before, Choice choice, Actor by) {
        Instant now = now();
        Policy policy = choice.policy();
        Level level = policy.level(choice.step());
        State state = EscalationHandler.isWaiting(incident) ? State.RUNNING : State.PAUSED;
        Progress progress = before.progress().takenByHand(policy, choice.step(), now);
        Escalation after = before.under(policy.name(), state, progress);
        Optional<Instant> due = state == State.RUNNING ? progress.dueAt(policy) : Optional.empty();
        String sentence = EscalationService.sentence(policy, level);
        return recipients
                .resolve(transaction, List.of(level), incident.severity(), now)
                .flatMap(found -> pages.add(
                                transaction, recipients.pages(incident.id(), Kind.MANUAL, policy.name(), found, now))
                        .chain(() -> escalations.save(transaction, after, due))
                        .chain(() -> escalations.raiseVersion(transaction, incident.id()))
                        .chain(() -> incidents.noteOn(transaction, incident.id(), entries(by, sentence, found, now))))
                .chain(() -> audit.record(
                        transaction,
                        by,
                        AuditedAction.done(
                                "incident.escalate", "incident", incident.id().toString(), sentence)))
                .replaceWith(new Outcome.Done(after));
    }

    private static List<TimelineEntry> entries(Actor by, String sentence, Recipients found, Instant now) {
        String unreachable =
                found.unreachable().isEmpty() ? "" : "; cannot be told: " + String.join(", ", found.unreachable());
        return List.of(
                new TimelineEntry(now, "escalated", by.name(), by.name() + " escalated to " + sentence + unreachable));
    }

    private static Uni<Outcome> impossible(String why) {
        return Uni.createFrom().item(new Outcome.Impossible(why));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
