package dev.evenkeel.alertrouter.grouping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Conclusion;
import dev.evenkeel.alertrouter.grouping.FlushPlan.LeftOut;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Step;
import dev.evenkeel.alertrouter.grouping.FlushScheduler.LookAhead;
import dev.evenkeel.alertrouter.incident.GroupSnapshot;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationLogStore;
import dev.evenkeel.alertrouter.notification.NotificationMetrics;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.notification.RouteLabels;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.SuppressionMetrics;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.database.Transactions;

/**
 * Looks at claimed groups: what is in them, what is due, tell everybody who is to be told, write down who knows what,
 * follow with the incident, and give the group back with its next time.
 *
 * <p>What an integration took is recorded the moment it took it. A replica that is killed repeats at most what it was
 * sending at that moment: the claim lapses, another replica looks again and finds the rest in the log.
 */
@ApplicationScoped
class FlushService {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofMillis(500);
    /** Mostly within the lease; afterwards somebody else may be at it. */
    private static final Duration LONGEST_RECORDING = Duration.ofSeconds(15);

    private final KnownStore known;
    private final GroupStore groups;
    private final AlarmScheduler alarm;
    private final NotificationLogStore log;
    private final DeliveryService deliveries;
    private final NotificationMetrics notifications;
    private final DeliveryScheduler turns;
    private final IncidentService incidents;
    private final SuppressionMetrics suppressed;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final boolean resolvesFollow;
    private final OnlyChanges onlyChanges;
    private final FlushEvents events;

    FlushService(
            KnownStore known,
            GroupStore groups,
            AlarmScheduler alarm,
            NotificationLogStore log,
            DeliveryService deliveries,
            NotificationMetrics notifications,
            DeliveryScheduler turns,
            IncidentService incidents,
            SuppressionMetrics suppressed,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            EventRecorder recorder,
            @ConfigProperty(name = "evenkeel.alerts.resolve-follows-firing", defaultValue = "true")
                    boolean resolvesFollow,
            @ConfigProperty(name = "evenkeel.alerts.only-changes", defaultValue = "false") List<String> onlyChanges) {
        this.known = known;
        this.groups = groups;
        this.alarm = alarm;
        this.log = log;
        this.deliveries = deliveries;
        this.notifications = notifications;
        this.turns = turns;
        this.incidents = incidents;
        this.suppressed = suppressed;
        this.configuration = configuration;
        this.pool = pool;
        this.resolvesFollow = resolvesFollow;
        this.onlyChanges = OnlyChanges.of(onlyChanges);
        this.events = new FlushEvents(recorder);
    }

    /** @see FlushScheduler#lookAhead */
    LookAhead lookAhead(SqlConnection connection, Collection<ClaimedGroup> groups) {
        RouterConfig current = configuration.current();
        return new LookAhead(current, known.read(connection, groups, current));
    }

    /** Looks at groups, each by itself, after one look into the database for all of them. */
    Map<ClaimedGroup, Uni<Void>> flush(List<ClaimedGroup> claimed) {
        return flush(claimed, known.of(claimed, configuration.current()));
    }

    /** The same for groups that turned out to be ours. */
    Map<ClaimedGroup, Uni<Void>> flush(List<ClaimedGroup> claimed, LookAhead ahead) {
        return flush(claimed, known.of(claimed, ahead.configuration, ahead.read));
    }

    private Map<ClaimedGroup, Uni<Void>> flush(List<ClaimedGroup> claimed, Uni<Map<UUID, Known>> known) {
        var all = known.memoize().indefinitely();
        return claimed.stream()
                .collect(Collectors.toMap(
                        group -> group, group -> all.flatMap(found -> look(group, found.get(group.id())))));
    }

    private Uni<Void> look(ClaimedGroup group, Known known) {
        Fingerprints misplaced = misplaced(group, known);
        List<Alert> members = known.alerts().stream()
                .filter(alert -> !misplaced.contains(alert.fingerprint()))
                .toList();
        Route route = known.configuration().routes().get(group.routeId());
        if (route == null || members.isEmpty()) {
            var gone = new GroupState(group.claimedAt(), Map.of());
            return conclude(group, new Conclusion(gone, true), Fingerprints.none(), misplaced, List.of())
                    .replaceWithVoid();
        }
        List<Integration> integrations = known.configuration().integrations(group.receiver());
        LeftOut leftOut = leftOut(group, route, members, known);
        FlushPlan plan = FlushPlan.of(
                group.state(),
                route.options(),
                members,
                integrations,
                told(group, known, integrations),
                leftOut,
                group.claimedAt());
        return Uni.combine()
                .all()
                .unis(tellEverybody(group, plan, known), follow(group, plan, known), remember(group, plan))
                .asTuple()
                .flatMap(done -> conclude(group, plan, done.getItem1(), misplaced));
    }

    private LeftOut leftOut(ClaimedGroup group, Route route, List<Alert> members, Known known) {
        Verdict verdict =
                route.schedule().at(group.claimedAt(), known.configuration().timeIntervals());
        Map<Long, SuppressionReason> reasons = known.suppression().leftOut(members, verdict);
        if (group.state().isTurn(group.claimedAt())) {
            suppressed.leftOut(reasons.values());
            events.leftOut(members, reasons, known.suppression());
        }
        return new LeftOut(Fingerprints.of(reasons.keySet()), resolvesFollow);
    }

    private Uni<Void> remember(ClaimedGroup group, FlushPlan plan) {
        List<UUID> owed = plan.owed().stream()
                .map(integration -> integration.logId(group.groupKey()))
                .toList();
        return owed.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.keep(owed, plan.now(), plan.options().repeatInterval());
    }

    /** Alerts that the route tree, as it is now, puts elsewhere; they were put there when it changed. */
    private static Fingerprints misplaced(ClaimedGroup group, Known known) {
        Route root = known.configuration().route();
        return Fingerprints.of(known.alerts().stream()
                .filter(alert -> root.match(alert.labels()).stream()
                        .noneMatch(route -> route.id().equals(group.routeId())
                                && route.options()
                                        .groupBy()
                                        .groupLabels(alert.labels())
                                        .equals(group.labels())))
                .mapToLong(Alert::fingerprint));
    }

    private static Map<Integration, LogEntry> told(ClaimedGroup group, Known known, List<Integration> integrations) {
        Map<Integration, LogEntry> told = new HashMap<>();
        for (Integration integration : integrations) {
            LogEntry entry = known.log().get(integration.logId(group.groupKey()));
            if (entry != null) {
                told.put(integration, entry);
            }
        }
        return told;
    }

    private Uni<Map<Integration, DeliveryResult>> tellEverybody(ClaimedGroup group, FlushPlan plan, Known known) {
        Map<Integration, DeliveryResult> results = new ConcurrentHashMap<>();
        List<Uni<Void>> steps = new ArrayList<>();
        plan.steps().forEach((integration, step) -> {
            switch (step) {
                case Step.Notify notify ->
                    steps.add(tell(group, plan, known, integration, notify.reason())
                            .invoke(result -> results.put(integration, result))
                            .replaceWithVoid());
                case Step.LogOnly _ -> steps.add(record(group, plan, integration, () -> {}));
                case Step.UpToDate _, Step.NotNow _ -> {
                    // nothing to do
                }
            }
        });
        return steps.isEmpty()
                ? Uni.createFrom().item(results)
                : Uni.join().all(steps).andCollectFailures().replaceWith(results);
    }

    private Uni<DeliveryResult> tell(
            ClaimedGroup group, FlushPlan plan, Known known, Integration integration, NotificationReason reason) {
        LogEntry before = known.log().get(integration.logId(group.groupKey()));
        var whole = new Notification(
                deliveryId(group, plan, integration, before),
                group.receiver(),
                group.groupKey(),
                group.labels(),
                reason,
                plan.alertsFor(integration),
                routeLabels(group, plan, known));
        Notification notification =
                onlyChanges.isFor(group.receiver()) ? whole.limitedTo(plan.changesFor(integration)) : whole;
        Route route = known.configuration().routes().get(group.routeId());
        return turns.deliver(
                integration,
                group.latestDelivery(),
                () -> deliveries
                        .request(integration, notification)
                        .invoke(result -> events.told(group, route, plan, integration, notification, result)),
                (result, onItsWay) -> result instanceof DeliveryResult.Delivered
                        ? recordSurely(group, plan, integration, onItsWay)
                        : Uni.createFrom().voidItem());
    }

    private static RouteLabels routeLabels(ClaimedGroup group, FlushPlan plan, Known known) {
        Map<String, String> labels =
                known.configuration().routes().get(group.routeId()).labels();
        return labels.isEmpty() ? RouteLabels.NONE : new RouteLabels(labels, plan.alerts());
    }

    /** The same for whoever is about to say the same after the same was said before. */
    private static UUID deliveryId(ClaimedGroup group, FlushPlan plan, Integration integration, LogEntry before) {
        LogEntry after = plan.entryFor(integration);
        String identity = integration.logId(group.groupKey()) + " after "
                + (before == null ? "nothing" : before.notifiedAt()) + ": "
                + Arrays.toString(after.firing().toArray()) + " "
                + Arrays.toString(after.resolved().toArray());
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    /** What was delivered is not forgotten because PostgreSQL is away for a moment: it would be delivered again. */
    private Uni<Void> recordSurely(ClaimedGroup group, FlushPlan plan, Integration integration, Runnable onItsWay) {
        return record(group, plan, integration, onItsWay)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .expireIn(LONGEST_RECORDING.toMillis());
    }

    private Uni<Void> record(ClaimedGroup group, FlushPlan plan, Integration integration, Runnable onItsWay) {
        return log.record(
                group.groupKey(),
                integration,
                plan.entryFor(integration),
                plan.options().repeatInterval(),
                onItsWay);
    }

    /** Suppressed alerts open no incident, but those of an open one stay in it until they are resolved. */
    private Uni<Void> follow(ClaimedGroup group, FlushPlan plan, Known known) {
        Fingerprints inIncident = known.incidents().firing();
        List<NotifiedAlert> followed = plan.alerts().stream()
                .filter(alert -> !plan.leftOut().alerts().contains(alert.alert().fingerprint())
                        || inIncident.contains(alert.alert().fingerprint())
                        || known.suppression().isInADigest(alert.alert().fingerprint()))
                .toList();
        if (followed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var snapshot =
                new GroupSnapshot(group.id(), group.groupKey(), group.receiver(), group.labels(), followed, plan.now());
        return incidents.follow(snapshot, known.incidents());
    }

    private Uni<Void> conclude(
            ClaimedGroup group, FlushPlan plan, Map<Integration, DeliveryResult> results, Fingerprints misplaced) {
        Conclusion conclusion =
                plan.conclude(results, ThreadLocalRandom.current().nextDouble());
        count(TurnOutcome.of(plan, results, conclusion));
        alarm.ringAfterCommit(conclusion.state().dueAt());
        Fingerprints done = conclusion.settled() ? plan.fingerprints(true) : Fingerprints.none();
        List<TimelineEntry> entries = results.entrySet().stream()
                .map(each -> entry(plan, each.getKey(), each.getValue()))
                .toList();
        if (done.isEmpty() && misplaced.isEmpty()) {
            return groups.release(group, conclusion.state(), entries);
        }
        return conclude(group, conclusion, done, misplaced, entries)
                .invoke(held -> events.settled(group, plan, held && conclusion.settled()))
                .replaceWithVoid();
    }

    private void count(TurnOutcome outcome) {
        outcome.begun().forEach(notifications::begun);
        outcome.failed().forEach(notifications::failed);
    }

    private static TimelineEntry entry(FlushPlan plan, Integration integration, DeliveryResult result) {
        String whom = integration.receiver() + " (" + integration.name() + ")";
        return switch (result) {
            case DeliveryResult.Delivered _ ->
                TimelineEntry.byItself(plan.now(), "notified", whom + " was told: " + reason(plan, integration));
            case DeliveryResult.Failed failed ->
                TimelineEntry.byItself(plan.now(), "notification-failed", whom + " could not be told: " + failed.why());
            case DeliveryResult.Refused refused ->
                TimelineEntry.byItself(plan.now(), "notification-failed", whom + " refused: " + refused.why());
        };
    }

    private static String reason(FlushPlan plan, Integration integration) {
        return plan.steps().get(integration) instanceof Step.Notify notify
                ? notify.reason().text()
                : "nothing";
    }

    private Uni<Boolean> conclude(
            ClaimedGroup group,
            Conclusion conclusion,
            Fingerprints done,
            Fingerprints misplaced,
            List<TimelineEntry> entries) {
        return Transactions.begunWith(
                pool,
                transaction -> incidents
                        .note(transaction, group.id(), entries)
                        .flatMap(noted -> groups.conclude(transaction, group, conclusion.state(), done, misplaced)));
    }
}
