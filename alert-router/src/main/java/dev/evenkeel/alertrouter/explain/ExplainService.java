package dev.evenkeel.alertrouter.explain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.EscalationOutlook;
import dev.evenkeel.alertrouter.escalation.EscalationOutlookService;
import dev.evenkeel.alertrouter.explain.ExplainStore.StoredGroup;
import dev.evenkeel.alertrouter.explain.Explanation.Destination;
import dev.evenkeel.alertrouter.explain.Explanation.Obstacles;
import dev.evenkeel.alertrouter.explain.GroupStanding.OpenIncident;
import dev.evenkeel.alertrouter.explain.GroupStanding.Owed;
import dev.evenkeel.alertrouter.explain.GroupStanding.Told;
import dev.evenkeel.alertrouter.grouping.RetriesJson;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.NotificationLogStore;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.ProblemException;

/** Puts together what the features know of an alert, and plays alerts of the past through another configuration. */
@ApplicationScoped
public class ExplainService {

    private static final Duration LONGEST_REPLAY = Duration.ofMinutes(1);

    private final ExplainStore store;
    private final SuppressionService suppressions;
    private final NotificationLogStore log;
    private final IncidentService incidents;
    private final EscalationOutlookService outlooks;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;

    ExplainService(
            ExplainStore store,
            SuppressionService suppressions,
            NotificationLogStore log,
            IncidentService incidents,
            EscalationOutlookService outlooks,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.store = store;
        this.suppressions = suppressions;
        this.log = log;
        this.incidents = incidents;
        this.outlooks = outlooks;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** An alert as it might be posted now; alerts and silences there are count. */
    Uni<Explanation> imagined(Labels labels, Instant at) {
        return imaginedUnder(labels, configuration.current(), at)
                .flatMap(explanation -> withEscalations(explanation, possible(labels, at, configuration.current())));
    }

    /** The same under another configuration; who would be paged is left out, as its people and schedules are not in force. */
    Uni<Explanation> imaginedUnder(Labels labels, RouterConfig config, Instant at) {
        return obstacles(possible(labels, at, config), config, at)
                .map(obstacles -> Explanation.of(labels, false, config, obstacles, Map.of(), at));
    }

    private static Alert possible(Labels labels, Instant at, RouterConfig config) {
        return Alert.of(labels, Map.of(), at, at.plus(config.resolveTimeout()), "", at, true);
    }

    /** What holds alerts back is always asked of the rules in force, which no {@code alertmanager.yml} changes. */
    private Uni<Obstacles> obstacles(Alert alert, RouterConfig config, Instant at) {
        return Uni.combine()
                .all()
                .unis(
                        suppressions.at(at, List.of(alert.labels()), config.inhibition()),
                        Multi.createFrom()
                                .iterable(config.route().match(alert.labels()))
                                .onItem()
                                .transformToUniAndConcatenate(route -> suppressions
                                        .why(at, route.groupOf(alert.labels()).id(), route.id(), alert)
                                        .map(held -> Map.entry(route.id(), held)))
                                .collect()
                                .asMap(Map.Entry::getKey, Map.Entry::getValue))
                .with(Obstacles::new);
    }

    private Uni<Explanation> withEscalations(Explanation explanation, Alert alert) {
        return Multi.createFrom()
                .iterable(explanation.destinations())
                .onItem()
                .transformToUniAndConcatenate(destination ->
                        escalations(destination, alert, explanation.at()).map(destination::with))
                .collect()
                .asList()
                .map(explanation::with);
    }

    /** Of an alert that is over, only those of incidents that go on without it. */
    private Uni<List<EscalationOutlook>> escalations(Destination destination, Alert alert, Instant at) {
        List<OpenIncident> open =
                destination.group() == null ? List.of() : destination.group().incidents();
        if (open.isEmpty() && alert.resolvedAt(at)) {
            return Uni.createFrom().item(List.of());
        }
        return open.isEmpty()
                ? outlooks.ofNew(destination.receiver(), alert.labels(), at)
                        .map(outlook -> List.of(destination.isLeftToAStorm() ? outlook.held() : outlook))
                : Multi.createFrom()
                        .iterable(open)
                        .onItem()
                        .transformToUniAndConcatenate(incident -> outlooks.of(incident.id()))
                        .collect()
                        .asList();
    }

    /** An alert that is known; empty if it is not. */
    Uni<Optional<Explanation>> known(long fingerprint) {
        Instant now = clock.instant();
        RouterConfig config = configuration.current();
        return store.alertOf(fingerprint)
                .flatMap(alert -> alert.map(found -> known(found, config, now).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Explanation> known(Alert alert, RouterConfig config, Instant now) {
        return Uni.combine()
                .all()
                .unis(obstacles(alert, config, now), standings(alert.fingerprint(), config, now))
                .with((obstacles, groups) ->
                        Explanation.of(alert.labels(), alert.resolvedAt(now), config, obstacles, groups, now))
                .flatMap(explanation -> withEscalations(explanation, alert));
    }

    private Uni<Map<UUID, GroupStanding>> standings(long fingerprint, RouterConfig config, Instant now) {
        return store.groupsOf(fingerprint).flatMap(groups -> {
            List<UUID> logIds = groups.stream()
                    .flatMap(group -> config.integrations(group.receiver()).stream()
                            .map(integration -> integration.logId(group.groupKey())))
                    .toList();
            List<UUID> ids = groups.stream().map(StoredGroup::id).toList();
            return Uni.combine()
                    .all()
                    .unis(log.load(logIds, now), incidents.ofGroups(ids))
                    .with((told, open) -> {
                        Map<UUID, GroupStanding> standings = new HashMap<>();
                        groups.forEach(group -> standings.put(
                                group.id(),
                                standing(
                                        group,
                                        config.integrations(group.receiver()),
                                        told,
                                        open.getOrDefault(group.id(), List.of()),
                                        fingerprint)));
                        return standings;
                    });
        });
    }

    private static GroupStanding standing(
            StoredGroup group,
            List<Integration> integrations,
            Map<UUID, LogEntry> log,
            List<Incident> incidents,
            long fingerprint) {
        List<Owed> retries = RetriesJson.read(group.retries()).entrySet().stream()
                .map(retry -> new Owed(
                        retry.getKey(),
                        retry.getValue().attempts(),
                        retry.getValue().dueAt()))
                .toList();
        List<Told> told = integrations.stream()
                .flatMap(integration -> Optional.ofNullable(log.get(integration.logId(group.groupKey())))
                        .map(entry ->
                                new Told(integration.name(), entry.notifiedAt(), entry.believesFiring(fingerprint)))
                        .stream())
                .toList();
        return new GroupStanding(
                group.id(),
                group.spoken(),
                group.nextTurnAt(),
                retries,
                told,
                incidents.stream()
                        .map(incident -> new OpenIncident(
                                incident.id(), incident.status().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /**
     * Plays what fired at some moment of a time through another configuration.
     *
     * @throws ProblemException 422 as a failure if that takes longer than a minute
     */
    Uni<ReplayReport> replay(RouterConfig proposed, Instant from, Instant to) {
        var replay = new Replay(configuration.current(), proposed);
        return store.episodes(from, to, LONGEST_REPLAY, episodes -> episodes.forEach(replay::play))
                .ifNoItem()
                .after(LONGEST_REPLAY)
                .failWith(() -> ProblemException.unprocessable(
                        "What fired in that time could not be played within a minute: ask for less of it"))
                .map(played -> replay.report());
    }
}
