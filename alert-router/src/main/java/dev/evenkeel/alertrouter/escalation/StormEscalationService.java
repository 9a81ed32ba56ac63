package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.correlation.storm.Storm;
import dev.evenkeel.alertrouter.correlation.storm.StormRules;
import dev.evenkeel.alertrouter.correlation.storm.StormService;
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.StormEscalationStore.Held;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.OwnIncidentService;
import dev.evenkeel.alertrouter.incident.OwnIncidentService.Subject;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Escalates storms: in place of the incidents whose escalations a storm holds, the storm itself is an incident, one for each of
 * their policies. When it is over that incident is, too, and those that still wait begin their own escalations.
 *
 * <p>What comes in a storm is held with its incident, by {@link EscalationHandler}; what began it is held here, before any step is
 * taken, as far as nobody was told of it yet. So fewer are escalated by themselves than make a storm. All of it is done by
 * whichever replica comes first, each step in one transaction.
 */
@ApplicationScoped
class StormEscalationService {

    /** As for digests: by then there is something to say. */
    private static final Duration GATHERING = Duration.ofSeconds(30);

    private static final String GOES_ON = "The storm goes on, with incidents that nobody has seen";

    /** What timelines say of an incident that is held, after the name of the policy. */
    static final String AFTER = " once, for all of its incidents that are not critical";

    private static final int MOST_HELD = 1_000;
    private static final int RELEASED_AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final StormService weather;
    private final StormEscalationStore storms;
    private final EscalationStore escalations;
    private final EscalationHandler handler;
    private final IncidentService incidents;
    private final OwnIncidentService own;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    /** What cannot be released holds up nothing behind it: each round goes on where the one before left off. */
    private volatile UUID releasedLast = FIRST;

    StormEscalationService(
            StormService weather,
            StormEscalationStore storms,
            EscalationStore escalations,
            EscalationHandler handler,
            IncidentService incidents,
            OwnIncidentService own,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.weather = weather;
        this.storms = storms;
        this.escalations = escalations;
        this.handler = handler;
        this.incidents = incidents;
        this.own = own;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** What timelines say of an incident that is held, before the name of the policy. */
    static String before(Storm storm) {
        return "Nobody is told of it by itself: " + storm.inWords() + " is escalated by ";
    }

    /** Has incidents of which nobody was told yet wait for the storm that they began. To be done before anybody is told. */
    Uni<Void> holdWhatBeganThem() {
        if (rules().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return storms.isAnyFresh()
                .flatMap(any -> any ? weather.lasting() : Uni.createFrom().item(List.<Storm>of()))
                .flatMap(lasting -> each(lasting, this::holdWhatBegan));
    }

    private Uni<Void> holdWhatBegan(Storm storm) {
        return storms.holdFresh(storm, weather.beginningOf(storm), now(), before(storm), AFTER, MOST_HELD)
                .flatMap(held -> held < MOST_HELD ? Uni.createFrom().voidItem() : holdWhatBegan(storm));
    }

    /** Makes storms incidents in place of those that they hold, as bad as the worst of them. */
    Uni<Void> escalateStorms() {
        Instant now = now();
        return storms.held(now.minus(GATHERING)).flatMap(held -> each(held, one -> escalate(one, now)));
    }

    private Uni<Void> escalate(Held held, Instant now) {
        return held.incident()
                .map(incident -> keepUp(incident, held, now))
                .or(() -> rules().policy(held.policy()).map(policy -> open(held, policy, now)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> keepUp(UUID incident, Held held, Instant now) {
        if (held.worst().compareTo(held.knownAs()) > 0) {
            return pool.withTransaction(transaction -> own.worsen(transaction, incident, held.worst(), now));
        }
        // whoever has taken it on has seen what there was by then; a storm that never calms must not hide the rest for
        // good
        Instant longAgo =
                now.minus(configuration.current().feature(StormRules.class).remindAfter());
        boolean goesOnUnseen = held.takenOnAt()
                .filter(at -> !at.isAfter(longAgo) && held.latest().isAfter(at))
                .isPresent();
        return goesOnUnseen
                ? pool.withTransaction(transaction -> own.giveBack(transaction, incident, longAgo, GOES_ON, now))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> open(Held held, Policy policy, Instant now) {
        Storm storm = held.storm();
        UUID id = UUID.randomUUID();
        var subject = new Subject(
                storm.keyFor(policy.name()),
                storm.receiver(),
                "Storm of alerts " + (storm.route().isEmpty() ? "of all routes" : "at " + storm.route()));
        String why = "Opened for " + storm.inWords() + ": in place of its incidents, it is escalated by "
                + policy.name() + " once while it lasts";
        return pool.withTransaction(transaction -> storms.claim(transaction, storm, policy.name(), id)
                .flatMap(ours -> ours
                        ? own.open(transaction, id, subject, held.worst(), why, now)
                                .flatMap(incident -> handler.begin(transaction, incident, policy, now))
                        : Uni.createFrom().voidItem()));
    }

    /** Ends what storms that are over were escalated with, and has some of what they held go on. */
    Uni<Void> releaseStorms() {
        // before the first configuration is read nobody knows what is to go on by which policy
        if (configuration.status().loadedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        return storms.over()
                .flatMap(over -> each(over, this::end))
                .chain(() -> storms.released(releasedLast, RELEASED_AT_ONCE))
                .flatMap(released -> each(released, this::release)
                        .invoke(() -> releasedLast = released.size() < RELEASED_AT_ONCE ? FIRST : released.getLast()));
    }

    private Uni<Void> end(UUID id) {
        return pool.withTransaction(transaction -> storms.claimEnd(transaction, id)
                .flatMap(ours -> ours
                        ? own.end(
                                transaction,
                                id,
                                "The storm is over; incidents of it that still wait are escalated by themselves",
                                now())
                        : Uni.createFrom().voidItem()));
    }

    /** One after the other; what fails is tried again in the next round, and keeps nothing else from being done. */
    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> step.apply(one).onFailure().recoverWithUni(failure -> {
                    Log.errorf(failure, "What a storm means for the escalation of %s is tried again", one);
                    return Uni.createFrom().voidItem();
                }))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** One that somebody has to do with at this moment is released in the next round. */
    private Uni<Void> release(UUID id) {
        return incidents
                .find(id)
                .flatMap(found -> found.map(incident -> pool.withTransaction(transaction -> escalations
                                .holdIfFree(transaction, incident)
                                .flatMap(held -> held
                                        ? escalations.find(transaction, id)
                                        : Uni.createFrom().item(Optional.<Escalation>empty()))
                                .flatMap(known -> known.filter(escalation -> escalation.state() == State.HELD)
                                        .map(escalation -> release(transaction, incident, escalation))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> release(SqlConnection transaction, Incident incident, Escalation held) {
        Instant now = now();
        Optional<Policy> policy = rules().policy(held.policy());
        if (policy.isEmpty()) {
            // unknown here: whoever knows it takes its steps, or in the end the policy that has come in its place is
            // begun
            return escalations.save(transaction, held.with(State.RUNNING, Progress.from(now)), Optional.of(now));
        }
        if (!EscalationHandler.isWaiting(incident)) {
            // goes on as any other when it is given back
            return escalations.save(transaction, held.with(State.PAUSED, held.progress()), Optional.empty());
        }
        var entry = TimelineEntry.byItself(
                now, "escalated", "The storm is over, and nobody has taken it on: " + held.policy() + " begins");
        return handler.beginOrHold(transaction, incident, policy.get(), now)
                .flatMap(begun -> begun
                        ? incidents.noteOn(transaction, incident.id(), List.of(entry))
                        : Uni.createFrom().voidItem());
    }

    private EscalationRules rules() {
        return configuration.current().feature(EscalationRules.class);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
