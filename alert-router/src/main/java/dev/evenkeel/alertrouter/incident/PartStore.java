package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import dev.evenkeel.platform.series.Labels;

/**
 * What incidents have of groups, in PostgreSQL. Whoever changes a part holds the row of its incident, and of the one that
 * it goes to.
 */
@ApplicationScoped
class PartStore {

    private static final String OF_INCIDENTS = "SELECT * FROM incident_parts_of_incidents($1)";

    private static final String THOSE_OF_GROUP = "(ARRAY(SELECT incident_id FROM incident_part WHERE group_id = $1))";

    private static final String BESIDE_GROUP = "SELECT * FROM incident_parts_of_incidents" + THOSE_OF_GROUP;

    private static final String INCIDENTS_OF_GROUPS = """
            SELECT i.*, p.group_id AS part_group_id
            FROM incident_part AS p JOIN incident AS i ON i.id = p.incident_id
            WHERE p.group_id = ANY ($1) ORDER BY i.id
            """;

    private static final String LOCK_OF_GROUP = "SELECT * FROM lock_incidents" + THOSE_OF_GROUP;

    private static final String LOCK = "SELECT * FROM lock_incidents($1)";

    private static final String SAVE = """
            UPDATE incident_part SET alerts = $3, firing = $4 WHERE incident_id = $1 AND group_id = $2
            """;

    private static final String REMOVE = "DELETE FROM incident_part WHERE incident_id = $1 AND group_id = $2";

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

    /** The incidents of groups, by group; groups without an incident are left out. */
    Uni<Map<UUID, List<Incident>>> incidentsOf(Collection<UUID> groups) {
        return pool.preparedQuery(INCIDENTS_OF_GROUPS)
                .execute(ids(groups))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("part_group_id"),
                                Collectors.mapping(IncidentStore::read, Collectors.toList()))));
    }

    /** The incidents that have a part of a group, locked. */
    Uni<List<IncidentWithParts>> lock(SqlConnection transaction, UUID group) {
        return transaction
                .preparedQuery(LOCK_OF_GROUP)
                .execute(Tuple.of(group))
                .flatMap(locked -> transaction
                        .preparedQuery(BESIDE_GROUP)
                        .execute(Tuple.of(group))
                        .map(rows -> PartMapper.parts(rows, Part::incident))
                        .flatMap(parts -> {
                            List<IncidentWithParts> placed = placed(locked, parts).stream()
                                    .filter(each -> !each.parts().isEmpty())
                                    .toList();
                            // a merge may have taken a part elsewhere while we waited
                            return placed.size() == parts.size()
                                    ? Uni.createFrom().item(placed)
                                    : lock(transaction, group);
                        }));
    }

    /** Incidents with their parts, locked; those that there are not are left out. */
    Uni<Map<UUID, IncidentWithParts>> lock(SqlConnection transaction, Collection<UUID> incidents) {
        return transaction
                .preparedQuery(LOCK)
                .execute(ids(incidents))
                .flatMap(locked -> transaction
                        .preparedQuery(OF_INCIDENTS)
                        .execute(ids(incidents))
                        .map(rows -> placed(locked, PartMapper.parts(rows, Part::incident)).stream()
                                .collect(Collectors.toMap(
                                        placed -> placed.incident().id(), placed -> placed))));
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    private static List<IncidentWithParts> placed(RowSet<Row> incidents, Map<UUID, List<Part>> parts) {
        return incidents.stream()
                .map(IncidentStore::read)
                .map(incident -> new IncidentWithParts(incident, parts.getOrDefault(incident.id(), List.of())))
                .toList();
    }

    /** Writes what a part has now; one that is over goes. */
    Uni<Void> save(SqlClient transaction, Part part) {
        return part.isOver()
                ? transaction.preparedQuery(REMOVE).execute(key(part)).replaceWithVoid()
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

    /**
     * Gives incidents other parts. Only what differs is written: one merge after the other may make an incident of
     * thousands.
     */
    Uni<Void> replace(SqlConnection transaction, Collection<Part> before, Collection<Part> after) {
        List<Tuple> gone = without(before, after).map(PartStore::key).toList();
        List<Tuple> added = without(after, before).map(PartStore::row).toList();
        return batch(transaction, REMOVE, gone).chain(() -> batch(transaction, ADD, added));
    }

    private static Stream<Part> without(Collection<Part> parts, Collection<Part> others) {
        Set<Part> rest = new LinkedHashSet<>(parts);
        others.forEach(rest::remove);
        return rest.stream();
    }

    private static Uni<Void> batch(SqlConnection transaction, String statement, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(statement).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple key(Part part) {
        return Tuple.of(part.incident(), part.groupId());
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
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet()));
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
