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
import dev.evenkeel.alertrouter.escalation.policy.Progress.Advance;
import dev.evenkeel.alertrouter.escalation.policy.Recipients;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Takes the steps of escalations that are due: who is to be told is worked out and stored, with the step and a line in the
 * timeline, in one transaction. Telling them is the business of {@link PagingService}.
 */
@ApplicationScoped
class EscalationService {

    private static final int AT_ONCE = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final EscalationStore escalations;
    private final PageStore pages;
    private final RecipientService recipients;
    private final IncidentService incidents;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;

    EscalationService(
            EscalationStore escalations,
            PageStore pages,
            RecipientService recipients,
            IncidentService incidents,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.recipients = recipients;
        this.incidents = incidents;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** Takes all steps that are due. */
    Uni<Void> advanceAll() {
        return escalations
                .due(now(), AT_ONCE)
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
                .flatMap(found -> found.map(this::advance)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.errorf(failure, "A step of the escalation of incident %s failed; it is tried again", id);
                    return escalations.postpone(id, now().plus(PAUSE_AFTER_FAILURE));
                });
    }

    /** If somebody else has to do with the incident at this moment, the step is looked at again in the next round. */
    private Uni<Void> advance(Incident incident) {
        return pool.withTransaction(transaction -> escalations
                .holdIfFree(transaction, incident)
                .flatMap(held -> held
                        ? escalations.find(transaction, incident.id())
                        : Uni.createFrom().item(Optional.<Escalation>empty()))
                .flatMap(found -> found.filter(escalation -> escalation.state() == State.RUNNING)
                        .map(escalation -> advance(transaction, escalation, incident))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> advance(SqlConnection transaction, Escalation escalation, Incident incident) {
        RouterConfig config = configuration.current();
        Optional<Policy> policy = config.feature(EscalationRules.class).policy(escalation.policy());
        if (policy.isEmpty()) {
            return giveUp(transaction, escalation, "There is no policy " + escalation.policy() + " any more");
        }
        if (!EscalationHandler.isWaiting(incident)) {
            return escalations.save(
                    transaction, escalation.with(State.PAUSED, escalation.progress()), Optional.empty());
        }
        Instant now = now();
        Advance advance = escalation.progress().advance(policy.get(), now, incident.severity(), config.timeIntervals());
        return recipients
                .resolve(transaction, advance.taken(), incident.severity(), now)
                .flatMap(found -> take(transaction, escalation, policy.get(), advance, found, now));
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
                    due.isPresent()
                            ? "Nobody can be told, so the next level is taken at once"
                            : "Nobody can be told, and there is no further level"));
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

    private Uni<Void> giveUp(SqlConnection transaction, Escalation escalation, String why) {
        var entry = TimelineEntry.byItself(now(), "escalated", why + "; nobody else is told");
        return escalations
                .save(transaction, escalation.with(State.ENDED, escalation.progress()), Optional.empty())
                .chain(() -> incidents.noteOn(transaction, escalation.incidentId(), List.of(entry)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
