package dev.evenkeel.alertrouter.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.incident.IncidentAction.Merge;
import dev.evenkeel.alertrouter.incident.IncidentAction.Split;
import dev.evenkeel.alertrouter.incident.IncidentWork.Changed;
import dev.evenkeel.alertrouter.incident.IncidentWork.Outcome;

/**
 * Lets people work on incidents. Whatever somebody does happens in one transaction with the incidents' rows locked: what
 * the incidents and their parts are from now on, the timelines, the events, whatever follows from it, and the line in the
 * audit log.
 */
@ApplicationScoped
public class IncidentWorkService {

    private static final int MOST_AT_ONCE = 100;

    /** So many alerts tell what an incident is about; there may be 100,000. */
    private static final int MOST_ASKED = 1_000;

    private final IncidentStore store;
    private final PartStore parts;
    private final TimelineStore timelines;
    private final IncidentOutbox outbox;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;

    IncidentWorkService(
            IncidentStore store,
            PartStore parts,
            TimelineStore timelines,
            IncidentOutbox outbox,
            AuditService audit,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.parts = parts;
        this.timelines = timelines;
        this.outbox = outbox;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Does something to an incident.
     *
     * @param expected the version that the person has seen; empty if they do not mind what happened since
     * @return the incidents concerned as they are now, the one acted on first; after a split the new one second. Empty if
     *     there is no such incident
     * @throws ChangedMeanwhileException as a failure, if it has another version
     * @throws RefusedActionException as a failure, if the action makes no sense for it as it stands
     */
    public Uni<List<Incident>> act(UUID id, IncidentAction action, Optional<Integer> expected, Actor actor) {
        Set<UUID> concerned = new HashSet<>(Set.of(id));
        if (action instanceof Merge merge) {
            concerned.addAll(merge.others());
        }
        return pool.withTransaction(transaction -> parts.lock(transaction, concerned)
                        .flatMap(locked -> locked.containsKey(id)
                                ? act(transaction, locked, id, action, expected, actor)
                                : Uni.createFrom().item(List.<Incident>of())))
                .onFailure(RefusedActionException.class)
                .call(refused -> audit.recordAlone(actor, refused(id, action, refused)));
    }

    private static AuditedAction refused(UUID id, IncidentAction action, Throwable refused) {
        return AuditedAction.refused("incident." + action.verb(), "incident", id.toString(), refused.getMessage());
    }

    /**
     * Does something to several incidents, as far as it makes sense for them, in one transaction.
     *
     * @param action that concerns one incident
     * @return what came of it, a sentence for each
     */
    public Uni<List<String>> actOnEach(Collection<UUID> incidents, IncidentAction action, Actor actor) {
        return pool.withTransaction(transaction -> actOnEach(transaction, incidents, action, actor));
    }

    /** The same in the caller's transaction, which holds no incident yet. */
    public Uni<List<String>> actOnEach(
            SqlConnection transaction, Collection<UUID> incidents, IncidentAction action, Actor actor) {
        return parts.lock(transaction, incidents)
                .flatMap(locked -> Multi.createFrom()
                        .iterable(incidents)
                        .onItem()
                        .transformToUniAndConcatenate(id -> locked.containsKey(id)
                                ? actOnOne(transaction, locked.get(id), action, actor)
                                : Uni.createFrom().item("There is no incident " + id))
                        .collect()
                        .asList());
    }

    private Uni<String> actOnOne(
            SqlConnection transaction, IncidentWithParts placed, IncidentAction action, Actor actor) {
        UUID id = placed.incident().id();
        return Uni.createFrom()
                .deferred(() -> act(transaction, Map.of(id, placed), id, action, Optional.empty(), actor))
                .map(done -> "'" + done.getFirst().title() + "' is "
                        + done.getFirst().status().id() + " now")
                .onFailure(RefusedActionException.class)
                .recoverWithUni(refused -> audit.record(transaction, actor, refused(id, action, refused))
                        .replaceWith(refused.getMessage()));
    }

    private Uni<List<Incident>> act(
            SqlConnection transaction,
            Map<UUID, IncidentWithParts> locked,
            UUID id,
            IncidentAction action,
            Optional<Integer> expected,
            Actor actor) {
        IncidentWithParts placed = locked.get(id);
        Incident before = placed.incident();
        if (expected.isPresent() && expected.get() != before.version()) {
            throw new ChangedMeanwhileException(before, expected.get());
        }
        var work = new IncidentWork(actor.name(), now());
        Uni<Outcome> outcome = switch (action) {
            case Merge merge -> Uni.createFrom().item(work.merge(placed, others(merge, locked, before)));
            case Split split ->
                parts.alerts(transaction, split.alerts())
                        .map(alerts -> work.split(placed, split, alerts, UUID.randomUUID()));
            case IncidentAction single ->
                parts.wholeElsewhere(transaction, id, groupsOf(placed))
                        .map(elsewhere -> work.act(placed, single, elsewhere));
        };
        return outcome.flatMap(done -> write(transaction, locked, done)
                .chain(() -> record(transaction, actor, action, done))
                .replaceWith(done.incidents().stream().map(Changed::incident).toList()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Set<UUID> groupsOf(IncidentWithParts placed) {
        return Stream.concat(
                        Stream.of(placed.incident().groupId()),
                        placed.parts().stream().map(Part::groupId))
                .collect(Collectors.toSet());
    }

    private static List<IncidentWithParts> others(Merge merge, Map<UUID, IncidentWithParts> locked, Incident survivor) {
        return merge.others().stream()
                .sorted()
                .map(other -> {
                    if (other.equals(survivor.id())) {
                        throw new RefusedActionException(survivor, "An incident is not merged into itself");
                    }
                    IncidentWithParts placed = locked.get(other);
                    if (placed == null) {
                        throw new RefusedActionException(survivor, "There is no incident " + other + " to merge");
                    }
                    return placed;
                })
                .toList();
    }

    private Uni<Void> write(SqlConnection transaction, Map<UUID, IncidentWithParts> locked, Outcome outcome) {
        List<Part> before = locked.values().stream()
                .flatMap(placed -> placed.parts().stream())
                .toList();
        return Multi.createFrom()
                .iterable(outcome.incidents())
                .onItem()
                .transformToUniAndConcatenate(changed -> changed.event().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : locked.containsKey(changed.incident().id())
                                ? store.save(transaction, changed.incident())
                                : store.add(transaction, changed.incident()))
                .collect()
                .asList()
                .chain(() -> parts.replace(transaction, before, outcome.parts()))
                .chain(() -> tell(transaction, locked, outcome));
    }

    private Uni<Void> tell(SqlConnection transaction, Map<UUID, IncidentWithParts> locked, Outcome outcome) {
        return Multi.createFrom()
                .iterable(outcome.incidents())
                .onItem()
                .transformToUniAndConcatenate(changed -> changed.event()
                        .map(event -> aboutOf(
                                        transaction,
                                        locked.get(changed.incident().id()),
                                        changed.incident())
                                .flatMap(about ->
                                        outbox.tell(transaction, changed.incident(), event, changed.entry(), about)))
                        .orElseGet(() ->
                                timelines.noteOn(transaction, changed.incident().id(), List.of(changed.entry()))))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /**
     * What it is about is news only if alerts came from elsewhere, as they do by a merge or a split.
     *
     * @param before null if the incident is new
     */
    private Uni<About> aboutOf(SqlConnection transaction, IncidentWithParts before, Incident after) {
        Fingerprints came = before == null
                ? after.firing()
                : after.firing().without(before.incident().firing());
        return came.isEmpty()
                ? Uni.createFrom().item(About.NOTHING_NEW)
                : parts.labels(transaction, came, MOST_ASKED).map(About::of);
    }

    private Uni<Void> record(SqlConnection transaction, Actor actor, IncidentAction action, Outcome outcome) {
        Changed first = outcome.incidents().getFirst();
        return audit.record(
                transaction,
                actor,
                AuditedAction.done(
                        "incident." + action.verb(),
                        "incident",
                        first.incident().id().toString(),
                        first.entry().text()));
    }

    /** Ends snoozes whose time has come. @return how many it were */
    Uni<Integer> wakeOverslept() {
        Instant now = now();
        return pool.withTransaction(transaction -> store.lockOverslept(transaction, now, MOST_AT_ONCE)
                .flatMap(ids -> parts.lock(transaction, ids))
                .flatMap(locked -> Multi.createFrom()
                        .iterable(locked.values())
                        .onItem()
                        .transformToUniAndConcatenate(placed -> wake(transaction, placed, now))
                        .collect()
                        .asList()
                        .map(List::size)));
    }

    private Uni<Void> wake(SqlConnection transaction, IncidentWithParts placed, Instant now) {
        Changed woken = new IncidentWork(Actor.itself().name(), now)
                .wakeByItself(placed)
                .incidents()
                .getFirst();
        return store.save(transaction, woken.incident())
                .chain(() -> outbox.tell(transaction, woken.incident(), "updated", woken.entry(), About.NOTHING_NEW));
    }
}
