package dev.evenkeel.alertrouter.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import dev.evenkeel.alertrouter.alert.StorableText;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.grouping.ClaimedGroup;
import dev.evenkeel.alertrouter.ingest.Placement.Group;
import dev.evenkeel.alertrouter.ingest.Placement.Membership;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Source;

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
                                        end_assumed, name, severity)
                SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                                     $6::timestamptz[], $7::timestamptz[], $8::boolean[], $23::text[], $24::text[])
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
                INSERT INTO alert_group AS g (id, route_id, group_key, receiver, labels, next_turn_at, due_at, claim)
                SELECT id, route_id, group_key, receiver, labels, first_turn, due_at, claim
                FROM unnest($9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[],
                            $21::timestamptz[], $22::uuid[])
                    AS touched (id, route_id, group_key, receiver, labels, first_turn, due_at, claim)
                WHERE (SELECT count(*) FROM reported) >= 0
                ON CONFLICT (id) DO UPDATE SET next_turn_at = excluded.next_turn_at, due_at = excluded.due_at,
                                               claim = excluded.claim
                WHERE NOT g.spoken AND g.claim IS NULL AND excluded.next_turn_at < g.due_at
                RETURNING id, due_at, claim),
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
            SELECT id, due_at FROM grouped WHERE claim IS NOT NULL
            UNION ALL SELECT NULL::uuid, min(due_at) FROM grouped WHERE claim IS NULL
            """;

    /**
     * What became of groups by a report.
     *
     * @param due when the first of those is due that are new, or newly in a hurry, and unclaimed; empty if there is none
     * @param claimed the ids of those that are claimed
     */
    record Outcome(Optional<Instant> due, Set<UUID> claimed) {}

    /** Puts stored alerts into the groups they belong to; they leave no group by this. */
    Uni<Outcome> regroup(SqlClient client, Placement placement, Instant now) {
        return write(client, List.of(), placement, Map.of(), now);
    }

    /**
     * Stores alerts with their groups.
     *
     * @param client a pool, or a connection with a transaction open
     * @param claims those of the groups that are to be ours at once, should they be new, by id
     */
    Uni<Outcome> report(SqlClient client, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        return write(client, placement.alerts(), placement, claims, now);
    }

    private static Uni<Outcome> write(
            SqlClient client, List<Alert> reported, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        Tuple parameters = parameters(reported, placement.groups(), placement.members(), now);
        return client.preparedQuery(REPORT)
                .execute(withCountedLabels(
                        withClaims(withSources(parameters, placement.sources()), placement.groups(), claims), reported))
                .map(AlertStore::outcome);
    }

    private static Tuple parameters(List<Alert> alerts, List<Group> groups, List<Membership> members, Instant now) {
        return Tuple.tuple()
                .addArrayOfLong(column(alerts, Alert::fingerprint, Long[]::new))
                .addArrayOfString(column(alerts, alert -> TextMapJson.write(alert.labels()), String[]::new))
                .addArrayOfString(column(alerts, alert -> TextMapJson.write(alert.annotations()), String[]::new))
                .addArrayOfString(column(alerts, Alert::generatorUrl, String[]::new))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::startsAt))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::endsAt))
                .addArrayOfOffsetDateTime(timestamps(alerts, Alert::updatedAt))
                .addArrayOfBoolean(column(alerts, Alert::endAssumed, Boolean[]::new))
                .addArrayOfUUID(column(groups, Group::id, UUID[]::new))
                .addArrayOfString(column(groups, group -> group.key().routeId(), String[]::new))
                .addArrayOfString(column(groups, group -> group.key().text(), String[]::new))
                .addArrayOfString(column(groups, Group::receiver, String[]::new))
                .addArrayOfString(
                        column(groups, group -> TextMapJson.write(group.key().labels()), String[]::new))
                .addArrayOfOffsetDateTime(timestamps(groups, Group::firstTurn))
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

    private static Tuple withClaims(Tuple parameters, List<Group> groups, Map<UUID, ClaimedGroup> claims) {
        return parameters
                .addArrayOfOffsetDateTime(timestamps(groups, group -> {
                    ClaimedGroup claimed = claims.get(group.id());
                    return claimed == null ? group.firstTurn() : claimed.leaseEnd();
                }))
                .addArrayOfUUID(column(
                        groups,
                        group -> Optional.ofNullable(claims.get(group.id()))
                                .map(ClaimedGroup::claim)
                                .orElse(null),
                        UUID[]::new));
    }

    /** The labels by which alerts are counted, in columns of their own: to parse all labels for each count takes seconds. */
    private static Tuple withCountedLabels(Tuple parameters, List<Alert> alerts) {
        return parameters
                .addArrayOfString(column(alerts, alert -> StorableText.of(alert.name()), String[]::new))
                .addArrayOfString(
                        column(alerts, alert -> StorableText.of(alert.labels().get("severity")), String[]::new));
    }

    private static <T> OffsetDateTime[] timestamps(List<T> rows, Function<T, Instant> value) {
        return column(rows, row -> AlertRowMapper.timestamp(value.apply(row)), OffsetDateTime[]::new);
    }

    private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        V[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    private static Outcome outcome(RowSet<Row> rows) {
        Optional<Instant> due = Optional.empty();
        Set<UUID> claimed = new HashSet<>();
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            if (id == null) {
                due = Optional.ofNullable(row.getOffsetDateTime("due_at")).map(OffsetDateTime::toInstant);
            } else {
                claimed.add(id);
            }
        }
        return new Outcome(due, claimed);
    }
}
