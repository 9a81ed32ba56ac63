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
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
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

    /**
     * One kind of thing in each row: an alert of a group, who was told what, or what an incident has of a group; and the version
     * of the silences in all of them. Each is looked up by itself, whatever the statistics say, as the plan is kept.
     */
    private static final String KNOWN =
            """
            WITH ours AS MATERIALIZED (
                SELECT id FROM unnest($1::uuid[], $2::uuid[]) AS c (id, claim)
                WHERE (SELECT claim FROM alert_group WHERE alert_group.id = c.id) = c.claim)
            SELECT silences.version, a.member_of, %s, %s, %s
            FROM (%s) AS silences
            LEFT JOIN (
                (SELECT ours.id AS member_of, member.* FROM ours CROSS JOIN LATERAL (
                    SELECT * FROM alert WHERE group_id = ours.id
                    UNION ALL
                    SELECT further.* FROM further_membership AS m
                    CROSS JOIN LATERAL (SELECT * FROM alert WHERE fingerprint = m.fingerprint OFFSET 0) AS further
                    WHERE m.group_id = ours.id) AS member) AS a
                FULL JOIN (
                    SELECT entry.* FROM unnest($3::uuid[], $4::uuid[]) AS wanted (group_id, log_id)
                    CROSS JOIN LATERAL (SELECT * FROM notification_log WHERE id = wanted.log_id OFFSET 0) AS entry
                    WHERE wanted.group_id IN (SELECT id FROM ours) AND entry.expires_at > $5) AS l ON false
                FULL JOIN (
                    SELECT part.* FROM ours
                    CROSS JOIN LATERAL (SELECT * FROM incident_part WHERE group_id = ours.id OFFSET 0) AS part) AS p
                ON false)
            ON true
            """.formatted(AlertRowMapper.COLUMNS, LogEntryMapper.COLUMNS, PartMapper.COLUMNS, SilenceService.VERSION);

    private final NotificationLogStore log;
    private final SuppressionService suppressions;
    private final Pool pool;

    KnownStore(NotificationLogStore log, SuppressionService suppressions, Pool pool) {
        this.log = log;
        this.suppressions = suppressions;
        this.pool = pool;
    }

    /** What is stored of groups that are ours, and nothing of others. */
    record Read(Map<UUID, List<Alert>> alerts, Map<UUID, LogEntry> told, Map<UUID, Standing> incidents, long silences) {

        private List<Alert> alertsOf(UUID group) {
            return alerts.getOrDefault(group, List.of());
        }
    }

    /** Is put together as rows come, since they are several times as large as the alerts in them. */
    private static final class Reading {

        private final AlertRowMapper.SharedTexts texts = new AlertRowMapper.SharedTexts();
        private final Map<UUID, List<Alert>> alerts = new HashMap<>();
        private final Map<UUID, LogEntry> told = new HashMap<>();
        private final List<Row> parts = new ArrayList<>();
        private long silences;

        private Reading add(Row row) {
            silences = row.getLong("version");
            UUID group = row.getUUID("member_of");
            if (group == null) {
                LogEntryMapper.addTo(told, row);
                parts.add(row);
            } else {
                alerts.computeIfAbsent(group, _ -> new ArrayList<>()).add(texts.read(row));
            }
            return this;
        }

        private Read read() {
            return new Read(alerts, told, PartMapper.standing(parts), silences);
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

    Uni<Read> read(SqlClient client, Collection<ClaimedGroup> claimed, RouterConfig current) {
        List<UUID> groups = new ArrayList<>();
        List<UUID> logIds = new ArrayList<>();
        for (ClaimedGroup group : claimed) {
            for (Integration integration : current.integrations(group.receiver())) {
                groups.add(group.id());
                logIds.add(integration.logId(group.groupKey()));
            }
        }
        Tuple parameters = GroupStore.addClaims(Tuple.tuple(), claimed)
                .addArrayOfUUID(groups.toArray(UUID[]::new))
                .addArrayOfUUID(logIds.toArray(UUID[]::new))
                .addOffsetDateTime(timestamp(claimed.iterator().next().claimedAt()));
        return log.measured(Uni.createFrom().deferred(() -> {
            var reading = new Reading();
            return client.preparedQuery(KNOWN)
                    .mapping(reading::add)
                    .execute(parameters)
                    .map(rows -> reading.read());
        }));
    }
}
