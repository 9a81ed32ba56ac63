package dev.evenkeel.alertrouter.grouping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.PartMapper;
import dev.evenkeel.alertrouter.incident.Standing;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.LogEntryMapper;
import dev.evenkeel.alertrouter.notification.NotificationLogStore;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.alertrouter.suppression.HoldBackSource;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionService;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Reads what has to be known of groups before they are looked at, of all of them at once. */
@ApplicationScoped
class KnownStore {

    /** All but the alerts, in one go: who was told what, what incidents have of the groups, and which silences there are. */
    private static final String STANDING = """
            SELECT silences.version, %s, %s
            FROM (%s) AS silences
            LEFT JOIN (
                notifications(ARRAY(SELECT log_id FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS c (id, claim, log_id)
                                    WHERE %s), $6) AS l
                FULL JOIN incident_parts_of_groups(ARRAY(%s)) AS p ON false)
            ON true
            """.formatted(
                    LogEntryMapper.COLUMNS,
                    PartMapper.COLUMNS,
                    SilenceService.VERSION,
                    GroupStore.IS_OURS,
                    GroupStore.OURS.formatted(4, 5));

    private final GroupStore groups;
    private final NotificationLogStore log;
    private final SuppressionService suppressions;
    private final Pool pool;

    KnownStore(GroupStore groups, NotificationLogStore log, SuppressionService suppressions, Pool pool) {
        this.groups = groups;
        this.log = log;
        this.suppressions = suppressions;
        this.pool = pool;
    }

    /** What is stored of groups that are ours, and nothing of others. */
    record Read(Map<UUID, List<Alert>> alerts, Map<UUID, LogEntry> told, Map<UUID, Standing> incidents, long silences) {

        private static Read of(Map<UUID, List<Alert>> alerts, RowSet<Row> standing) {
            Map<UUID, LogEntry> told = new HashMap<>();
            standing.forEach(row -> LogEntryMapper.addTo(told, row));
            long silences = standing.iterator().next().getLong("version");
            return new Read(alerts, told, PartMapper.standing(standing), silences);
        }

        private List<Alert> alertsOf(UUID group) {
            return alerts.getOrDefault(group, List.of());
        }
    }

    /**
     * Of groups that were claimed at one moment, by id.
     *
     * @param current the configuration in force
     */
    Uni<Map<UUID, Known>> of(List<ClaimedGroup> claimed, RouterConfig current) {
        return of(claimed, current, pool.withConnection(connection -> read(connection, claimed, current)));
    }

    /**
     * The same of those that were read, with others or alone. Suppression asks for a connection of its own once that which was
     * read on is free: if all asked while they hold one, each would wait for one that another holds.
     */
    Uni<Map<UUID, Known>> of(List<ClaimedGroup> claimed, RouterConfig current, Uni<Read> reading) {
        return reading.flatMap(read -> {
            List<HoldBackSource.Looked> looked = claimed.stream()
                    .map(group -> new HoldBackSource.Looked(group.id(), group.routeId(), read.alertsOf(group.id())))
                    .toList();
            return suppressions
                    .ofGroups(claimed.getFirst().claimedAt(), looked, current.inhibition(), read.silences())
                    .map(suppression -> claimed.stream()
                            .collect(Collectors.toMap(
                                    ClaimedGroup::id, group -> known(group.id(), read, suppression, current))));
        });
    }

    private static Known known(UUID group, Read read, Suppression suppression, RouterConfig current) {
        return new Known(
                read.alertsOf(group),
                read.told(),
                read.incidents().getOrDefault(group, Standing.none(group)),
                suppression,
                current);
    }

    /** @param client a connection, which answers one after the other what it is asked at once */
    Uni<Read> read(SqlClient client, Collection<ClaimedGroup> claimed, RouterConfig current) {
        return Uni.combine()
                .all()
                .unis(groups.members(client, claimed), standing(client, claimed, current))
                .with(Read::of);
    }

    private Uni<RowSet<Row>> standing(SqlClient client, Collection<ClaimedGroup> claimed, RouterConfig current) {
        List<UUID> ids = new ArrayList<>();
        List<UUID> claims = new ArrayList<>();
        List<UUID> logIds = new ArrayList<>();
        for (ClaimedGroup group : claimed) {
            for (Integration integration : current.integrations(group.receiver())) {
                ids.add(group.id());
                claims.add(group.claim());
                logIds.add(integration.logId(group.groupKey()));
            }
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfUUID(claims.toArray(UUID[]::new))
                .addArrayOfUUID(logIds.toArray(UUID[]::new));
        GroupStore.addClaims(parameters, claimed);
        return log.measured(client.preparedQuery(STANDING)
                .execute(parameters.addOffsetDateTime(
                        timestamp(claimed.iterator().next().claimedAt()))));
    }
}
