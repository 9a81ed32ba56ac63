package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.Standing;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.NotificationLogStore;
import dev.evenkeel.alertrouter.suppression.HoldBackSource;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionService;

/** Reads what has to be known of groups before they are looked at, of all of them at once. */
@ApplicationScoped
class KnownStore {

    private final GroupStore groups;
    private final NotificationLogStore log;
    private final IncidentService incidents;
    private final SuppressionService suppressions;
    private final Pool pool;

    KnownStore(
            GroupStore groups,
            NotificationLogStore log,
            IncidentService incidents,
            SuppressionService suppressions,
            Pool pool) {
        this.groups = groups;
        this.log = log;
        this.incidents = incidents;
        this.suppressions = suppressions;
        this.pool = pool;
    }

    /**
     * Of groups that were claimed at one moment, by id.
     *
     * @param current the configuration in force
     */
    Uni<Map<UUID, Known>> of(List<ClaimedGroup> claimed, RouterConfig current) {
        Instant now = claimed.getFirst().claimedAt();
        List<UUID> ids = claimed.stream().map(ClaimedGroup::id).toList();
        List<UUID> logIds = claimed.stream()
                .flatMap(group -> current.integrations(group.receiver()).stream()
                        .map(integration -> integration.logId(group.groupKey())))
                .toList();
        // on one connection, which answers one after the other what it is asked at once
        Uni<Read> read = pool.withConnection(connection -> Uni.combine()
                .all()
                .unis(
                        groups.members(connection, claimed),
                        log.load(connection, logIds, now),
                        incidents.standing(connection, ids))
                .with(Read::new));
        return withSuppression(claimed, current.inhibition(), now, read)
                .map(all -> ids.stream().collect(Collectors.toMap(id -> id, id -> known(id, all, current))));
    }

    private record Read(Map<UUID, List<Alert>> alerts, Map<UUID, LogEntry> told, Map<UUID, Standing> incidents) {

        private List<Alert> alertsOf(UUID group) {
            return alerts.getOrDefault(group, List.of());
        }
    }

    private record All(Read read, Suppression suppression) {}

    /**
     * Nothing here asks for a connection while it holds the one that is read on: if all did at once, each would wait for one
     * that another holds.
     */
    private Uni<All> withSuppression(
            List<ClaimedGroup> claimed, Inhibition inhibition, Instant now, Uni<Read> reading) {
        if (inhibition.rules().isEmpty() && !suppressions.holdsBack()) {
            // nobody has to know the alerts before asking for the silences
            return Uni.combine()
                    .all()
                    .unis(reading, suppressions.at(now, List.of(), inhibition))
                    .with(All::new);
        }
        return reading.flatMap(read -> {
            List<HoldBackSource.Looked> looked = claimed.stream()
                    .map(group -> new HoldBackSource.Looked(group.id(), group.routeId(), read.alertsOf(group.id())))
                    .toList();
            return suppressions.ofGroups(now, looked, inhibition).map(suppression -> new All(read, suppression));
        });
    }

    private static Known known(UUID group, All all, RouterConfig current) {
        return new Known(
                all.read().alertsOf(group),
                all.read().told(),
                all.read().incidents().getOrDefault(group, Standing.none(group)),
                all.suppression(),
                current);
    }
}
