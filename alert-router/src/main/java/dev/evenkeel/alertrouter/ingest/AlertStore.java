package dev.evenkeel.alertrouter.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.grouping.GroupState;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Source;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.routing.Route;

/**
 * Writes reported alerts, the groups they fall into and their membership, in one statement: one round trip and one
 * commit, however many alerts.
 *
 * <p>Rows are locked in one order by everybody, alerts by fingerprint and then groups by id, so that concurrent reports
 * wait for each other but never in a circle. A group's row is locked even if it exists unchanged: whoever concludes a
 * look at the group holds the same lock, so no alert can slip into a group that is being taken away.
 */
@ApplicationScoped
class AlertStore {

    private static final String REPORT = """
            WITH reported AS (
                INSERT INTO alert AS a (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at,
                                        end_assumed)
                SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                                     $6::timestamptz[], $7::timestamptz[], $8::boolean[])
                ON CONFLICT (fingerprint) DO UPDATE SET (annotations, generator_url, starts_at, ends_at, updated_at,
                                                         end_assumed) = (
                    SELECT CASE WHEN late THEN a.annotations ELSE excluded.annotations END,
                           CASE WHEN late THEN a.generator_url ELSE excluded.generator_url END,
                           CASE WHEN overlap THEN least(a.starts_at, excluded.starts_at) ELSE excluded.starts_at END,
                           CASE WHEN late THEN merged_end(excluded.ends_at, excluded.end_assumed, a.ends_at, $17)
                                WHEN overlap THEN merged_end(a.ends_at, a.end_assumed, excluded.ends_at, $17)
                                ELSE excluded.ends_at END,
                           CASE WHEN late THEN a.updated_at ELSE excluded.updated_at END,
                           CASE WHEN late THEN a.end_assumed ELSE excluded.end_assumed END
                    FROM (SELECT overlap, overlap AND excluded.updated_at < a.updated_at AS late
                          FROM (SELECT (excluded.ends_at > a.starts_at AND excluded.ends_at < a.ends_at)
                                    OR (excluded.starts_at > a.starts_at AND excluded.starts_at < a.ends_at) AS overlap
                               ) AS times) AS rule)
                RETURNING 1),
            grouped AS (
                INSERT INTO alert_group AS g (id, route_id, group_key, receiver, labels, next_turn_at, due_at)
                SELECT id, route_id, group_key, receiver, labels, first_turn, first_turn
                FROM unnest($9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[])
                    AS touched (id, route_id, group_key, receiver, labels, first_turn)
                WHERE (SELECT count(*) FROM reported) >= 0
                ON CONFLICT (id) DO UPDATE SET next_turn_at = excluded.next_turn_at, due_at = excluded.due_at
                WHERE NOT g.spoken AND g.claim IS NULL AND excluded.due_at < g.due_at
                RETURNING due_at),
            joined AS (
                INSERT INTO alert_group_member (group_id, fingerprint)
                SELECT * FROM unnest($15::uuid[], $16::bigint[])
                WHERE (SELECT count(*) FROM grouped) >= 0
                ON CONFLICT DO NOTHING),
            inhibiting AS (
                INSERT INTO inhibiting_alert (key, both_sides, fingerprint)
                SELECT * FROM unnest($18::uuid[], $19::boolean[], $20::bigint[])
                WHERE (SELECT count(*) FROM grouped) >= 0
                ON CONFLICT DO NOTHING)
            SELECT min(due_at) AS due_at FROM grouped
            """;

    private record Touched(UUID id, GroupKey key, String receiver, Instant firstTurn) {

        Touched notLaterThan(Instant turn) {
            return turn.isBefore(firstTurn) ? new Touched(id, key, receiver, turn) : this;
        }
    }

    private record Membership(UUID group, long fingerprint) {}

    /**
     * Puts stored alerts into the groups they belong to, as the route tree has it now; they leave no group by this.
     *
     * @return as {@link #report} does
     */
    Uni<Optional<Instant>> regroup(
            SqlClient client, List<Alert> alerts, Route root, Inhibition inhibition, Instant now) {
        return write(client, List.of(), alerts, root, inhibition, now);
    }

    /**
     * Stores alerts, each fingerprint at most once.
     *
     * @param client a pool, or a connection with a transaction open
     * @param root by which the alerts are routed
     * @param inhibition by which they inhibit others
     * @return when the first of the groups that are new, or newly in a hurry, is due; empty if there is none
     */
    Uni<Optional<Instant>> report(
            SqlClient client, List<Alert> alerts, Route root, Inhibition inhibition, Instant now) {
        List<Alert> ordered = alerts.stream()
                .sorted(Comparator.comparingLong(Alert::fingerprint))
                .toList();
        return write(client, ordered, ordered, root, inhibition, now);
    }

    private static Uni<Optional<Instant>> write(
            SqlClient client,
            List<Alert> reported,
            List<Alert> routed,
            Route root,
            Inhibition inhibition,
            Instant now) {
        Map<GroupKey, Touched> groups = new HashMap<>();
        List<Membership> members = routed.stream()
                .flatMap(alert -> root.match(alert.labels()).stream()
                        .map(route -> new Membership(touch(groups, route, alert, now), alert.fingerprint())))
                .toList();
        List<Touched> touched = groups.values().stream()
                .sorted(Comparator.comparing(Touched::id))
                .toList();
        return client.preparedQuery(REPORT)
                .execute(withSources(parameters(reported, touched, members, now), inhibition.sources(routed)))
                .map(AlertStore::earliest);
    }

    private static UUID touch(Map<GroupKey, Touched> groups, Route route, Alert alert, Instant now) {
        Instant turn = GroupState.firstTurn(route.options(), alert.startsAt(), now);
        GroupKey key = route.groupOf(alert.labels());
        Touched touched = groups.get(key);
        touched = touched == null
                ? new Touched(key.id(), key, route.options().receiver(), turn)
                : touched.notLaterThan(turn);
        groups.put(key, touched);
        return touched.id();
    }

    private static Tuple parameters(List<Alert> alerts, List<Touched> groups, List<Membership> members, Instant now) {
        return Tuple.tuple()
                .addArrayOfLong(column(alerts, Alert::fingerprint, Long[]::new))
                .addArrayOfString(
                        column(alerts, alert -> TextMapJson.write(alert.labels().asMap()), String[]::new))
                .addArrayOfString(column(alerts, alert -> TextMapJson.write(alert.annotations()), String[]::new))
                .addArrayOfString(column(alerts, Alert::generatorUrl, String[]::new))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::startsAt))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::endsAt))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::updatedAt))
                .addArrayOfBoolean(column(alerts, Alert::endAssumed, Boolean[]::new))
                .addArrayOfUUID(column(groups, Touched::id, UUID[]::new))
                .addArrayOfString(column(groups, group -> group.key().routeId(), String[]::new))
                .addArrayOfString(column(groups, group -> group.key().text(), String[]::new))
                .addArrayOfString(column(groups, Touched::receiver, String[]::new))
                .addArrayOfString(column(
                        groups, group -> TextMapJson.write(group.key().labels().asMap()), String[]::new))
                .addArrayOfOffsetDateTime(timestamps(groups, Touched::firstTurn))
                .addArrayOfUUID(column(members, Membership::group, UUID[]::new))
                .addArrayOfLong(column(members, Membership::fingerprint, Long[]::new))
                .addOffsetDateTime(AlertRowMapper.timestamp(now));
    }

    private static Tuple withSources(Tuple parameters, List<Source> sources) {
        return parameters
                .addArrayOfUUID(column(sources, Source::key, UUID[]::new))
                .addArrayOfBoolean(column(sources, Source::bothSides, Boolean[]::new))
                .addArrayOfLong(column(sources, Source::fingerprint, Long[]::new));
    }

    private static <T> OffsetDateTime[] timestamps(List<T> rows, Function<T, Instant> value) {
        return column(rows, row -> AlertRowMapper.timestamp(value.apply(row)), OffsetDateTime[]::new);
    }

    private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Optional<Instant> earliest(RowSet<Row> rows) {
        return Optional.ofNullable(rows.iterator().next().getOffsetDateTime("due_at"))
                .map(OffsetDateTime::toInstant);
    }
}
