package dev.evenkeel.alertrouter.explain;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.explain.ExplainStore.StoredGroup;
import dev.evenkeel.alertrouter.explain.GroupStanding.OpenIncident;
import dev.evenkeel.alertrouter.explain.GroupStanding.Owed;
import dev.evenkeel.alertrouter.explain.GroupStanding.Told;
import dev.evenkeel.alertrouter.grouping.RetriesJson;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.Standing;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.NotificationLogStore;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

/** Puts together what the features know of an alert, and plays alerts of the past through another configuration. */
@ApplicationScoped
public class ExplainService {

    private final ExplainStore store;
    private final SuppressionService suppressions;
    private final NotificationLogStore log;
    private final IncidentService incidents;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;

    ExplainService(
            ExplainStore store,
            SuppressionService suppressions,
            NotificationLogStore log,
            IncidentService incidents,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.store = store;
        this.suppressions = suppressions;
        this.log = log;
        this.incidents = incidents;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** An alert as it might be posted now; alerts and silences there are count. */
    Uni<Explanation> imagined(Labels labels, RouterConfig config, Instant at) {
        return suppressions
                .at(at, List.of(labels), config.inhibition())
                .map(suppression -> Explanation.of(labels, config, suppression, Map.of(), at));
    }

    /** An alert that is known; empty if it is not. */
    Uni<Optional<Explanation>> known(long fingerprint) {
        Instant now = clock.instant();
        RouterConfig config = configuration.current();
        return store.labelsOf(fingerprint)
                .flatMap(labels -> labels.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : Uni.combine()
                                .all()
                                .unis(
                                        suppressions.at(now, List.of(labels.get()), config.inhibition()),
                                        standings(fingerprint, config, now))
                                .with((suppression, groups) ->
                                        Optional.of(Explanation.of(labels.get(), config, suppression, groups, now))));
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
                    .unis(log.load(logIds, now), incidents.standing(ids))
                    .with((told, open) -> {
                        Map<UUID, GroupStanding> standings = new HashMap<>();
                        groups.forEach(group -> standings.put(
                                group.id(),
                                standing(
                                        group,
                                        config.integrations(group.receiver()),
                                        told,
                                        open.getOrDefault(group.id(), Standing.none(group.id())),
                                        fingerprint)));
                        return standings;
                    });
        });
    }

    private static GroupStanding standing(
            StoredGroup group,
            List<Integration> integrations,
            Map<UUID, LogEntry> log,
            Standing standing,
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
                standing.incidents().stream()
                        .map(placed -> placed.incident())
                        .map(incident -> new OpenIncident(
                                incident.id(), incident.status().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** Plays what fired at some moment of a time through another configuration. */
    Uni<ReplayReport> replay(RouterConfig proposed, Instant from, Instant to) {
        return store.episodes(from, to)
                .collect()
                .in(() -> new Replay(configuration.current(), proposed), Replay::play)
                .map(Replay::report);
    }
}
