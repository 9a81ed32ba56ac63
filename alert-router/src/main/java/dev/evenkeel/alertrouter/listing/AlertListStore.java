package dev.evenkeel.alertrouter.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Reads alerts and groups page by page, so that no number of them needs much memory. */
@ApplicationScoped
class AlertListStore {

    static final int PAGE = 1_000;

    private static final String ALERTS =
            "SELECT " + ListedAlertMapper.COLUMN + " FROM alert_page($1, $2, $3, " + PAGE + ") AS a";

    private static final String NEWEST = "SELECT " + AlertRowMapper.COLUMNS
            + " FROM alert AS a WHERE a.ends_at > $1 ORDER BY a.starts_at DESC, a.fingerprint LIMIT $2";

    private static final String NEWEST_BEFORE = "SELECT " + AlertRowMapper.COLUMNS
            + " FROM alert AS a WHERE a.ends_at > $1 AND (a.starts_at, a.fingerprint) < ($2, $3)"
            + " ORDER BY a.starts_at DESC, a.fingerprint DESC LIMIT $4";

    private static final String FINGERPRINTS_BEFORE = """
            SELECT coalesce(array_agg(fingerprint ORDER BY starts_at DESC, fingerprint DESC), '{}') AS fingerprints FROM (
                SELECT fingerprint, starts_at FROM alert
                WHERE ends_at > $1 AND (starts_at, fingerprint) < ($2, $3)
                ORDER BY starts_at DESC, fingerprint DESC LIMIT $4) AS newest
            """;

    private static final String FIRING_OF = "SELECT " + AlertRowMapper.COLUMNS
            + " FROM alert AS a WHERE a.fingerprint = ANY ($1) AND a.ends_at > $2"
            + " ORDER BY a.starts_at DESC, a.fingerprint DESC";

    private static final String MEMBERS = "SELECT " + ListedAlertMapper.COLUMN + ", m.group_id"
            + " FROM alert_group_member AS m JOIN alert AS a ON a.fingerprint = m.fingerprint"
            + " WHERE m.group_id = ANY ($1) AND a.ends_at >= $2";

    private static final String GROUPS = """
            SELECT g.id, g.route_id, g.receiver, g.labels FROM alert_group AS g
            WHERE EXISTS (SELECT FROM alert_group_member AS m WHERE m.group_id = g.id)
            """;

    /** A group without its alerts. */
    record GroupHead(UUID id, String routeId, String receiver, Labels labels) {}

    /** A place in the order of the alerts that fire, those that began last first. */
    record Place(Instant startsAt, long fingerprint) {

        /** Before all. */
        static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

        static Place of(Alert alert) {
            return new Place(alert.startsAt(), alert.fingerprint());
        }
    }

    private final Pool pool;

    AlertListStore(Pool pool) {
        this.pool = pool;
    }

    /** Alerts that have not ended, by fingerprint, at most a page. */
    Uni<List<ListedAlert>> alerts(AlertPages.Range range, Instant now) {
        return pool.preparedQuery(ALERTS)
                .execute(Tuple.of(range.from(), range.to(), timestamp(now)))
                .map(rows -> {
                    List<ListedAlert> alerts = new ArrayList<>(rows.size());
                    rows.forEach(row -> alerts.add(ListedAlertMapper.read(row)));
                    return alerts;
                });
    }

    Uni<Long> countFiring(Instant now) {
        return pool.preparedQuery("SELECT count(*) AS firing FROM alert WHERE ends_at > $1")
                .execute(Tuple.of(timestamp(now)))
                .map(rows -> rows.iterator().next().getLong("firing"));
    }

    /** Alerts that fire, those that began last first. */
    Uni<List<Alert>> newestFiring(Instant now, int limit) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(timestamp(now), limit))
                .map(AlertListStore::readAlerts);
    }

    /** Alerts that fire, those that began last first, from after a place in that order. */
    Uni<List<Alert>> newestFiring(Instant now, Place after, int limit) {
        return pool.preparedQuery(NEWEST_BEFORE)
                .execute(Tuple.of(timestamp(now), timestamp(after.startsAt()), after.fingerprint(), limit))
                .map(AlertListStore::readAlerts);
    }

    /** Which alerts fire, those that began last first, from after a place in that order. */
    Uni<List<Long>> fingerprintsOfFiring(Instant now, Place after, int limit) {
        return pool.preparedQuery(FINGERPRINTS_BEFORE)
                .execute(Tuple.of(timestamp(now), timestamp(after.startsAt()), after.fingerprint(), limit))
                .map(rows -> List.of(rows.iterator().next().getArrayOfLongs("fingerprints")));
    }

    /** Those of some alerts that fire, those that began last first. */
    Uni<List<Alert>> firingOf(Collection<Long> fingerprints, Instant now) {
        return pool.preparedQuery(FIRING_OF)
                .execute(Tuple.tuple()
                        .addArrayOfLong(fingerprints.toArray(Long[]::new))
                        .addOffsetDateTime(timestamp(now)))
                .map(AlertListStore::readAlerts);
    }

    private static List<Alert> readAlerts(RowSet<Row> rows) {
        List<Alert> alerts = new ArrayList<>();
        rows.forEach(row -> alerts.add(AlertRowMapper.read(row)));
        return alerts;
    }

    /** All groups, in no order. */
    Uni<List<GroupHead>> groups() {
        return pool.preparedQuery(GROUPS)
                .mapping(AlertListStore::readGroup)
                .execute()
                .map(rows -> {
                    var groups = new ArrayList<GroupHead>(rows.size());
                    rows.forEach(groups::add);
                    return groups;
                });
    }

    private static GroupHead readGroup(Row row) {
        return new GroupHead(
                row.getUUID("id"),
                row.getString("route_id"),
                row.getString("receiver"),
                TextMapJson.readLabels(row.getString("labels")));
    }

    /** The alerts of some groups that have not ended, by group. */
    Uni<Map<UUID, List<ListedAlert>>> members(Collection<GroupHead> groups, Instant now) {
        return pool.preparedQuery(MEMBERS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(groups.stream().map(GroupHead::id).toArray(UUID[]::new))
                        .addOffsetDateTime(timestamp(now)))
                .map(rows -> {
                    Map<UUID, List<ListedAlert>> members = new HashMap<>();
                    rows.forEach(row -> members.computeIfAbsent(row.getUUID("group_id"), id -> new ArrayList<>())
                            .add(ListedAlertMapper.read(row)));
                    return members;
                });
    }
}
