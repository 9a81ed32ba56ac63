package dev.evenkeel.alertrouter.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.incident.Standing.Placed;
import dev.evenkeel.platform.series.Labels;

/**
 * What incidents have of groups, in PostgreSQL. Whoever changes a part holds the row of its incident, and of the one that
 * it goes to.
 */
@ApplicationScoped
class PartStore {

    private static final String PARTS = """
            SELECT i.*, p.group_id AS part_group_id, p.group_key AS part_group_key, p.own_key AS part_own_key, p.receiver AS part_receiver,
                   p.kind AS part_kind, p.alerts AS part_alerts, p.firing AS part_firing
            FROM incident AS i LEFT JOIN incident_part AS p ON p.incident_id = i.id
            """;

    private static final String OF_GROUPS =
            PARTS + " WHERE i.id IN (SELECT incident_id FROM incident_part WHERE group_id = ANY ($1)) ORDER BY i.id";

    private static final String OF_INCIDENTS = PARTS + " WHERE i.id = ANY ($1) ORDER BY i.id";

    private static final String LOCK_OF_GROUP = """
            SELECT id FROM incident WHERE id IN (SELECT incident_id FROM incident_part WHERE group_id = $1)
            ORDER BY id FOR UPDATE
            """;

    private static final String LOCK = "SELECT id FROM incident WHERE id = ANY ($1) ORDER BY id FOR UPDATE";

    private static final String SAVE = """
            UPDATE incident_part SET alerts = $3, firing = $4 WHERE incident_id = $1 AND group_id = $2
            """;

    private static final String ADD = """
            INSERT INTO incident_part (incident_id, group_id, group_key, own_key, receiver, kind, alerts, firing)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String ALERTS =
            "SELECT " + AlertRowMapper.COLUMNS + " FROM alert AS a WHERE a.fingerprint = ANY ($1)";

    private static final String FIRST_ALERTS = ALERTS + " ORDER BY a.starts_at, a.fingerprint LIMIT $2";

    private static final String LABELS = "SELECT labels FROM alert WHERE fingerprint = ANY ($1) LIMIT $2";

    private final Pool pool;

    PartStore(Pool pool) {
        this.pool = pool;
    }

    /** How groups stand, by group; those without an incident are left out. */
    Uni<Map<UUID, Standing>> standing(Collection<UUID> groups) {
        return ofGroups(pool, groups);
    }

    private static Uni<Map<UUID, Standing>> ofGroups(SqlClient client, Collection<UUID> groups) {
        return client.preparedQuery(OF_GROUPS)
                .execute(Tuple.tuple().addArrayOfUUID(groups.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<Placed>> byGroup = new HashMap<>();
                    for (Placed placed : read(rows)) {
                        placed.parts().stream()
                                .map(Part::groupId)
                                .distinct()
                                .forEach(group -> byGroup.computeIfAbsent(group, id -> new ArrayList<>())
                                        .add(placed));
                    }
                    return groups.stream()
                            .filter(byGroup::containsKey)
                            .collect(Collectors.toMap(
                                    group -> group, group -> new Standing(group, byGroup.get(group)), (a, b) -> a));
                });
    }

    /** How a group stands, with all of its incidents locked. */
    Uni<Standing> lock(SqlConnection transaction, UUID group) {
        return transaction
                .preparedQuery(LOCK_OF_GROUP)
                .execute(Tuple.of(group))
                .map(PartStore::ids)
                .flatMap(locked -> ofGroups(transaction, List.of(group))
                        .map(found -> found.getOrDefault(group, Standing.none(group)))
                        // a merge may have taken a part elsewhere while we waited
                        .flatMap(standing -> standing.incidents().stream()
                                        .allMatch(placed -> locked.contains(
                                                placed.incident().id()))
                                ? Uni.createFrom().item(standing)
                                : lock(transaction, group)));
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }

    /** Incidents with their parts, locked; those that there are not are left out. */
    Uni<Map<UUID, Placed>> lock(SqlConnection transaction, Collection<UUID> incidents) {
        Tuple ids = Tuple.tuple().addArrayOfUUID(incidents.toArray(UUID[]::new));
        return transaction
                .preparedQuery(LOCK)
                .execute(ids)
                .flatMap(locked -> transaction.preparedQuery(OF_INCIDENTS).execute(ids))
                .map(rows -> read(rows).stream()
                        .collect(Collectors.toMap(placed -> placed.incident().id(), placed -> placed)));
    }

    Uni<List<Part>> of(UUID incident) {
        return pool.preparedQuery(OF_INCIDENTS)
                .execute(Tuple.tuple().addArrayOfUUID(new UUID[] {incident}))
                .map(rows -> read(rows).stream()
                        .flatMap(placed -> placed.parts().stream())
                        .toList());
    }

    private static List<Placed> read(RowSet<Row> rows) {
        Map<UUID, Incident> incidents = new LinkedHashMap<>();
        Map<UUID, List<Part>> parts = new HashMap<>();
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            incidents.computeIfAbsent(id, one -> IncidentStore.read(row));
            List<Part> its = parts.computeIfAbsent(id, one -> new ArrayList<>());
            if (row.getUUID("part_group_id") != null) {
                its.add(part(row));
            }
        }
        return incidents.values().stream()
                .map(incident -> new Placed(incident, parts.get(incident.id())))
                .toList();
    }

    private static Part part(Row row) {
        return new Part(
                row.getUUID("id"),
                row.getUUID("part_group_id"),
                row.getString("part_group_key"),
                Optional.ofNullable(row.getString("part_own_key")),
                row.getString("part_receiver"),
                Part.Kind.valueOf(row.getString("part_kind").toUpperCase(Locale.ROOT)),
                Fingerprints.of(row.getArrayOfLongs("part_alerts")),
                Fingerprints.of(row.getArrayOfLongs("part_firing")));
    }

    /** Writes what a part has now; one that is over goes. */
    Uni<Void> save(SqlClient transaction, Part part) {
        return part.isOver()
                ? transaction
                        .preparedQuery("DELETE FROM incident_part WHERE incident_id = $1 AND group_id = $2")
                        .execute(Tuple.of(part.incident(), part.groupId()))
                        .replaceWithVoid()
                : transaction
                        .preparedQuery(SAVE)
                        .execute(Tuple.tuple()
                                .addUUID(part.incident())
                                .addUUID(part.groupId())
                                .addArrayOfLong(part.alerts().toArray())
                                .addArrayOfLong(part.firing().toArray()))
                        .replaceWithVoid();
    }

    /** An incident that is over has no part of anything. */
    Uni<Void> forget(SqlClient transaction, UUID incident) {
        return transaction
                .preparedQuery("DELETE FROM incident_part WHERE incident_id = $1")
                .execute(Tuple.of(incident))
                .replaceWithVoid();
    }

    /** Gives incidents these parts and no others. */
    Uni<Void> replace(SqlConnection transaction, Collection<UUID> incidents, List<Part> parts) {
        Uni<Void> written = transaction
                .preparedQuery("DELETE FROM incident_part WHERE incident_id = ANY ($1)")
                .execute(Tuple.tuple().addArrayOfUUID(incidents.toArray(UUID[]::new)))
                .replaceWithVoid();
        return parts.isEmpty()
                ? written
                : written.chain(() -> transaction
                        .preparedQuery(ADD)
                        .executeBatch(parts.stream().map(PartStore::row).toList())
                        .replaceWithVoid());
    }

    private static Tuple row(Part part) {
        return Tuple.tuple()
                .addUUID(part.incident())
                .addUUID(part.groupId())
                .addString(part.groupKey())
                .addString(part.ownKey().orElse(null))
                .addString(part.receiver())
                .addString(part.kind().id())
                .addArrayOfLong(part.alerts().toArray())
                .addArrayOfLong(part.firing().toArray());
    }

    /** Those of the groups whose whole is part of another incident. */
    Uni<Set<UUID>> wholeElsewhere(SqlClient transaction, UUID incident, Collection<UUID> groups) {
        return transaction
                .preparedQuery("SELECT group_id AS id FROM incident_part WHERE kind = 'whole' AND incident_id <> $1"
                        + " AND group_id = ANY ($2)")
                .execute(Tuple.tuple().addUUID(incident).addArrayOfUUID(groups.toArray(UUID[]::new)))
                .map(PartStore::ids);
    }

    /** The alerts, as far as they are still known. */
    Uni<List<Alert>> alerts(SqlClient transaction, Fingerprints fingerprints) {
        return transaction
                .preparedQuery(ALERTS)
                .mapping(AlertRowMapper::read)
                .execute(Tuple.tuple().addArrayOfLong(fingerprints.toArray()))
                .map(PartStore::list);
    }

    /** Those of the alerts that began first, as far as they are still known. */
    Uni<List<Alert>> firstAlerts(Fingerprints fingerprints, int limit) {
        return pool.preparedQuery(FIRST_ALERTS)
                .mapping(AlertRowMapper::read)
                .execute(Tuple.tuple().addArrayOfLong(fingerprints.toArray()).addInteger(limit))
                .map(PartStore::list);
    }

    /** The labels of some of the alerts, as far as they are still known. */
    Uni<List<Labels>> labels(SqlClient transaction, Fingerprints fingerprints, int limit) {
        return transaction
                .preparedQuery(LABELS)
                .mapping(row -> TextMapJson.readLabels(row.getString("labels")))
                .execute(Tuple.tuple().addArrayOfLong(fingerprints.toArray()).addInteger(limit))
                .map(PartStore::list);
    }

    private static <T> List<T> list(RowSet<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
