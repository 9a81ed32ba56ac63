package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.grouping.DeliveryScheduler;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.Backoff;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Tells people: claims pages that are due, hands each to the channel it is for, and writes down what came of it.
 *
 * <p>A replica that is killed while telling leaves its claim to lapse, and another tells the same under the same id. So that
 * this repeats one page at most, pages take turns with everything else that the replica delivers; see
 * {@link DeliveryScheduler}. What a channel fails to take is tried again, less and less often; one that hangs keeps nobody else
 * waiting. What nobody wants to hear of is put off until somebody does. What is for a channel that this replica does not
 * know is left to one that may have newer files, for a while.
 */
@ApplicationScoped
class PagingService {

    /** Waiting for one's turn to deliver, and the reading and writing around it. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(10);

    private static final int AT_ONCE = 200;
    private static final int AT_ONCE_PER_RECEIVER = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_TRIED = Duration.ofDays(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(1);
    /** For how long a channel that is not known here may be known elsewhere. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(5);

    /** A page may have been due for long before anybody could look. */
    private static final int UNKNOWN_LOOKS = 3;

    private static final Duration OTHERS_MAY_AFTER = Duration.ofSeconds(10);
    private static final Duration WE_AGAIN_AFTER = Duration.ofSeconds(30);

    /**
     * What was claimed together.
     *
     * @param latest after which it is too late to begin to tell
     */
    private record Claim(UUID id, Instant latest) {}

    private final PageStore pages;
    private final EscalationStore escalations;
    private final PageNotificationService notifications;
    private final IncidentService incidents;
    private final LeftOutService leftOut;
    private final DeliveryService deliveries;
    private final DeliveryScheduler turns;
    private final EscalationMetrics metrics;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final LeftToOthers left = new LeftToOthers();
    /** Pages that were sent, which PostgreSQL does not know yet. */
    private final Set<UUID> unrecorded = ConcurrentHashMap.newKeySet();

    PagingService(
            PageStore pages,
            EscalationStore escalations,
            PageNotificationService notifications,
            IncidentService incidents,
            LeftOutService leftOut,
            DeliveryService deliveries,
            DeliveryScheduler turns,
            EscalationMetrics metrics,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.pages = pages;
        this.escalations = escalations;
        this.notifications = notifications;
        this.incidents = incidents;
        this.leftOut = leftOut;
        this.deliveries = deliveries;
        this.turns = turns;
        this.metrics = metrics;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** Tells whoever is due. Ends when all is done, or after a second with what hangs going on by itself. */
    Uni<Void> tellAll() {
        Instant now = now();
        var claim = new Claim(UUID.randomUUID(), now.plus(AROUND_AN_ATTEMPT));
        return pages.supersede(now)
                .chain(() -> pages.claim(
                        claim.id(), busy(), notOurs(now), AT_ONCE, now, leases(), lease(AttemptTime.USUAL.whole())))
                .flatMap(claimed -> claimed.isEmpty() ? Uni.createFrom().voidItem() : tell(claimed, claim));
    }

    private Set<UUID> notOurs(Instant now) {
        Set<UUID> all = new HashSet<>(left.at(now));
        all.addAll(unrecorded);
        return all;
    }

    private Map<String, Duration> leases() {
        Map<String, Duration> leases = new HashMap<>();
        configuration
                .current()
                .receivers()
                .values()
                .forEach(receiver -> leases.put(receiver.name(), lease(receiver.longestAttempt())));
        return leases;
    }

    private static Duration lease(Duration longestAttempt) {
        return longestAttempt.plus(AROUND_AN_ATTEMPT);
    }

    private Uni<Void> tell(List<Page> claimed, Claim claim) {
        List<Uni<Void>> told = claimed.stream().map(page -> begun(page, claim)).toList();
        Uni<Void> all = Uni.join()
                .all(told)
                .andCollectFailures()
                .replaceWithVoid()
                .memoize()
                .indefinitely();
        // goes on whoever stops waiting
        all.subscribe().with(done -> {}, failure -> Log.errorf(failure, "Pages could not be concluded"));
        return all.ifNoItem().after(PATIENCE).recoverWithItem(() -> null);
    }

    private Uni<Void> begun(Page page, Claim claim) {
        return Uni.createFrom()
                .deferred(() -> {
                    count(page.receiver(), 1);
                    return tell(page, claim);
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.warnf("Page %s is told again when its claim lapses: %s", page.id(), failure);
                    return Uni.createFrom().voidItem();
                })
                .eventually(() -> count(page.receiver(), -1));
    }

    private Uni<Void> tell(Page page, Claim claim) {
        return incident(page.incidentId())
                .flatMap(own -> page.about().equals(own.id())
                        ? tell(page, claim, own, own)
                        : incident(page.about()).flatMap(standing -> tell(page, claim, own, standing)));
    }

    private Uni<Incident> incident(UUID id) {
        return incidents.find(id).map(Optional::orElseThrow);
    }

    /** @param standing what the page's own incident goes on as */
    private Uni<Void> tell(Page page, Claim claim, Incident own, Incident standing) {
        Optional<Integration> integration = configuration.current().integrations(page.receiver()).stream()
                .filter(each -> each.name().equals(page.integration()))
                .findFirst();
        if (!isNeeded(page, standing)) {
            return cancelled(page, claim);
        }
        if (integration.isEmpty()) {
            return leftOrRefused(page, claim);
        }
        if (page.kind() == Kind.RESOLVED && !integration.get().settings().sendResolved()) {
            return cancelled(page, claim);
        }
        Uni<Optional<String>> whyLeftOut = page.kind() == Kind.AUTOMATIC
                ? leftOut.whyLeftOut(standing)
                : Uni.createFrom().item(Optional.<String>empty());
        return whyLeftOut.flatMap(found -> found.map(why -> putOff(page, claim, why))
                .orElseGet(() -> notifications
                        .make(page, own, standing)
                        .flatMap(notification -> deliver(page, claim, integration.get(), notification))));
    }

    private Uni<Void> putOff(Page page, Claim claim, String why) {
        Instant until = now().plus(EscalationService.LEFT_OUT_FOR);
        List<TimelineEntry> entries = page.putOffFor().equals(Optional.of(why))
                ? List.of()
                : entry(page, "escalated", LeftOutService.PUT_OFF + why);
        return pool.withTransaction(transaction -> escalations
                .hold(transaction, page.incidentId())
                .chain(() -> pages.putOff(transaction, page.id(), claim.id(), until, why))
                .flatMap(ours -> ours
                        ? incidents.noteOn(transaction, page.incidentId(), entries)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> deliver(Page page, Claim claim, Integration integration, Notification notification) {
        return turns.deliver(
                        integration,
                        claim.latest(),
                        () -> deliveries.attempt(integration, notification),
                        (result, onItsWay) -> concluded(page, claim, notification, result))
                .replaceWithVoid();
    }

    /** Things may have changed since the page was made in ways that did not reach it. */
    private static boolean isNeeded(Page page, Incident incident) {
        return switch (page.kind()) {
            case AUTOMATIC -> EscalationHandler.isWaiting(incident);
            case MANUAL -> incident.status() != Status.RESOLVED;
            case RESOLVED -> incident.status() == Status.RESOLVED;
        };
    }

    private Uni<Void> cancelled(Page page, Claim claim) {
        return conclude(page, claim, Page.State.CANCELLED, Fingerprints.none(), List.of());
    }

    /** Files come to replicas one after the other: what is not known here is given up only when nobody knew it for a while. */
    private Uni<Void> leftOrRefused(Page page, Claim claim) {
        Instant now = now();
        if (page.attempts() >= UNKNOWN_LOOKS && !page.dueAt().plus(UNKNOWN_FOR).isAfter(now)) {
            return refused(page, claim, "it is not configured any more");
        }
        left.leave(page.id(), now.plus(WE_AGAIN_AFTER));
        return pages.retry(pool, page.id(), claim.id(), now.plus(OTHERS_MAY_AFTER));
    }

    private Uni<Void> concluded(Page page, Claim claim, Notification notification, DeliveryResult result) {
        metrics.attempted(result);
        return switch (result) {
            case DeliveryResult.Delivered _ -> {
                metrics.told(Duration.between(page.dueAt(), now()));
                var alerts = Fingerprints.of(notification.alerts().stream()
                        .mapToLong(alert -> alert.alert().fingerprint()));
                yield toldSurely(page, claim, alerts);
            }
            case DeliveryResult.Refused refused -> refused(page, claim, refused.why());
            case DeliveryResult.Failed failed -> failed(page, claim, failed);
        };
    }

    /**
     * Who was told is not forgotten because PostgreSQL is away, for however long: they would be told again. Nor does this
     * replica claim the page while that is not written down. Others have to wait with it for a minute at most.
     */
    private Uni<Void> toldSurely(Page page, Claim claim, Fingerprints alerts) {
        unrecorded.add(page.id());
        Uni<Void> recorded = conclude(
                        page, claim, Page.State.TOLD, alerts, entry(page, "notified", "was told: " + page.why()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .eventually(() -> unrecorded.remove(page.id()))
                .memoize()
                .indefinitely();
        // goes on whoever stops waiting
        recorded.subscribe().with(done -> {}, failure -> Log.errorf(failure, "Page %s is not recorded", page.id()));
        return recorded.ifNoItem().after(LONGEST_RECORDING).recoverWithUni(() -> {
            Log.warnf("Page %s was told, which could not be written down yet; it is tried on", page.id());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> refused(Page page, Claim claim, String why) {
        return conclude(
                page,
                claim,
                Page.State.REFUSED,
                Fingerprints.none(),
                entry(page, "notification-failed", "cannot be told: " + why));
    }

    private Uni<Void> failed(Page page, Claim claim, DeliveryResult.Failed failed) {
        Instant now = now();
        if (page.dueAt().plus(LONGEST_TRIED).isBefore(now)) {
            return conclude(
                    page,
                    claim,
                    Page.State.GIVEN_UP,
                    Fingerprints.none(),
                    entry(page, "notification-failed", "could not be told for a day: " + failed.why()));
        }
        Duration pause = Backoff.afterFailure(
                page.attempts(), failed, ThreadLocalRandom.current().nextDouble());
        List<TimelineEntry> entries = page.attempts() == 1
                ? entry(page, "notification-failed", "could not be told, it is tried again: " + failed.why())
                : List.of();
        return pool.withTransaction(transaction -> incidents
                .noteOn(transaction, page.incidentId(), entries)
                .chain(() -> pages.retry(transaction, page.id(), claim.id(), now.plus(pause))));
    }

    private Uni<Void> conclude(
            Page page, Claim claim, Page.State state, Fingerprints alerts, List<TimelineEntry> entries) {
        Instant now = now();
        Optional<Instant> toldAt = state == Page.State.TOLD ? Optional.of(now) : Optional.empty();
        return pool.withTransaction(transaction -> escalations
                .hold(transaction, page.incidentId())
                .chain(() -> pages.conclude(transaction, page.id(), claim.id(), state, toldAt, alerts))
                .flatMap(ours -> ours
                        ? incidents
                                .noteOn(transaction, page.incidentId(), entries)
                                .chain(() -> oweEndIfOver(transaction, page, state, now))
                        : Uni.createFrom().voidItem()));
    }

    /** Whoever was just being told when it ended has to hear of the end too. */
    private Uni<Void> oweEndIfOver(SqlConnection transaction, Page page, Page.State state, Instant now) {
        if (state != Page.State.TOLD || page.kind() == Kind.RESOLVED) {
            return Uni.createFrom().voidItem();
        }
        return pages.over(transaction, page.id())
                .flatMap(over -> over.map(incident -> pages.oweEnd(transaction, incident, now))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private List<TimelineEntry> entry(Page page, String kind, String what) {
        OncallDirectory directory = configuration.current().feature(OncallDirectory.class);
        String way = page.receiver() + "/" + page.integration();
        String whom = page.person()
                .map(person ->
                        directory.fullName(person) + " by " + page.contact().orElse("") + " (" + way + ")")
                .orElse(way);
        return List.of(TimelineEntry.byItself(now(), kind, whom + " " + what));
    }

    private List<String> busy() {
        List<String> busy = new ArrayList<>();
        synchronized (underWay) {
            underWay.forEach((receiver, count) -> {
                if (count >= AT_ONCE_PER_RECEIVER) {
                    busy.add(receiver);
                }
            });
        }
        return busy;
    }

    private void count(String receiver, int change) {
        synchronized (underWay) {
            underWay.merge(receiver, change, (before, more) -> before + more == 0 ? null : before + more);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
