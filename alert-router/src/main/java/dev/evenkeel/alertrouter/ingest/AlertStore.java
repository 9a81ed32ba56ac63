package dev.evenkeel.alertrouter.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.JsonText;
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
 * wait for each other but never in a circle. A group that exists unchanged is only kept from being taken away, which any
 * number of reports can do at once: none waits for the disk of another because both have alerts for one group.
 */
@ApplicationScoped
class AlertStore {

    private static final int COLUMNS_OF_GROUPS = 3;
    /** There may be more. */
    private static final int BYTES_OF_LABELS = 1 << 10;

    /**
     * The arrays are taken apart in SELECT, a row at a time: in FROM, PostgreSQL would first write down all that each of them
     * holds.
     */
    private static final String STORE = """
            WITH reported AS (
                INSERT INTO alert AS a (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at,
                                        end_assumed, name, severity, group_id)
                SELECT fingerprint, convert_from(labels, 'UTF8'), convert_from(annotations, 'UTF8'),
                       convert_from(generator_url, 'UTF8'), starts_at, ends_at, updated_at, end_assumed, name, severity,
                       group_id
                FROM (SELECT unnest($1::bigint[]) AS fingerprint, unnest($2::bytea[]) AS labels,
                             unnest($3::bytea[]) AS annotations, unnest($4::bytea[]) AS generator_url,
                             unnest($5::timestamptz[]) AS starts_at, unnest($6::timestamptz[]) AS ends_at,
                             unnest($7::timestamptz[]) AS updated_at, unnest($8::boolean[]) AS end_assumed,
                             unnest($23::text[]) AS name, unnest($24::text[]) AS severity,
                             unnest($17::uuid[]) AS group_id) AS posted
                %s RETURNING %s),
            kept AS (
                SELECT id FROM keep_groups($9, $14) AS id WHERE (SELECT count(*) FROM reported) >= 0),
            grouped AS (
                INSERT INTO alert_group AS g (id, route_id, group_key, receiver, labels, next_turn_at, due_at, claim)
                SELECT id, route_id, group_key, receiver, labels, first_turn, due_at, claim
                FROM (SELECT unnest($9::uuid[]) AS id, unnest($10::text[]) AS route_id, unnest($11::text[]) AS group_key,
                             unnest($12::text[]) AS receiver, unnest($13::text[]) AS labels,
                             unnest($14::timestamptz[]) AS first_turn, unnest($21::timestamptz[]) AS due_at,
                             unnest($22::uuid[]) AS claim) AS touched
                WHERE id NOT IN (SELECT id FROM kept)
                ON CONFLICT (id) DO UPDATE SET next_turn_at = excluded.next_turn_at, due_at = excluded.due_at,
                                               claim = excluded.claim
                WHERE NOT g.spoken AND g.claim IS NULL AND excluded.next_turn_at < g.due_at
                RETURNING id, due_at, claim),
            joined AS (
                INSERT INTO further_membership (group_id, fingerprint)
                SELECT placed.group_id, placed.fingerprint
                FROM unnest($15::uuid[], $16::bigint[]) AS placed (group_id, fingerprint)
                LEFT JOIN reported AS r ON r.fingerprint = placed.fingerprint
                WHERE (SELECT count(*) FROM grouped) >= 0
                AND CASE WHEN r.fingerprint IS NULL THEN NOT is_in_group_itself(placed.fingerprint, placed.group_id)
                         ELSE r.group_id IS DISTINCT FROM placed.group_id END
                ON CONFLICT DO NOTHING),
            inhibiting AS (
                INSERT INTO inhibiting_alert (key, both_sides, fingerprint)
                SELECT * FROM unnest($18::uuid[], $19::boolean[], $20::bigint[])
                WHERE (SELECT count(*) FROM grouped) >= 0
                ON CONFLICT DO NOTHING)
            %s
            """;

    /** What is reported of an alert that is there already. */
    private static final String MERGE = """
            ON CONFLICT (fingerprint) DO UPDATE SET (annotations, generator_url, starts_at, ends_at, updated_at,
                                                     end_assumed) = (
                SELECT CASE WHEN late THEN a.annotations ELSE excluded.annotations END,
                       CASE WHEN late THEN a.generator_url ELSE excluded.generator_url END,
                       CASE WHEN overlap THEN least(a.starts_at, excluded.starts_at) ELSE excluded.starts_at END,
                       CASE WHEN late THEN merged_end(excluded.ends_at, excluded.end_assumed, a.ends_at, $25)
                            WHEN overlap THEN merged_end(a.ends_at, a.end_assumed, excluded.ends_at, $25)
                            ELSE excluded.ends_at END,
                       CASE WHEN late THEN a.updated_at ELSE excluded.updated_at END,
                       CASE WHEN late THEN a.end_assumed ELSE excluded.end_assumed END
                FROM (SELECT overlap, overlap AND excluded.updated_at < a.updated_at AS late
                      FROM (SELECT (excluded.ends_at > a.starts_at AND excluded.ends_at < a.ends_at)
                                OR (excluded.starts_at > a.starts_at AND excluded.starts_at < a.ends_at) AS overlap
                           ) AS times) AS rule)""";

    private static final String GROUPS = """
            SELECT id, due_at, NULL::bigint AS merged FROM grouped WHERE claim IS NOT NULL
            UNION ALL SELECT NULL::uuid, min(due_at), (SELECT count(*) FROM reported WHERE NOT created)
            FROM grouped WHERE claim IS NULL""";

    /** An alert that nobody has touched since is a new one. */
    private static final String WHAT_BECAME_OF_IT = ", a.group_id, a.xmax = 0 AS created";

    /**
     * What became of groups by a report.
     *
     * @param due when the first of those is due that are new, or newly in a hurry, and unclaimed; empty if there is none
     * @param claimed the ids of those that are claimed
     * @param merged how many of the alerts were there before
     * @param stored the alerts as they are now, if that was asked for
     */
    record Outcome(Optional<Instant> due, Set<UUID> claimed, long merged, List<StoredAlert> stored) {}

    /** What is known of reported alerts beforehand. */
    enum Reported {
        /** Any of them may be there already. */
        ANY(MERGE),
        /** None is there, which spares looking for each: if one is after all, the report fails as a unique violation. */
        NEW("");

        private final String statement;
        /** The same, with the alerts as they are now in rows of their own. */
        private final String tellingStatement;

        /** @param ifThere what becomes of an alert that is there already */
        Reported(String ifThere) {
            statement = STORE.formatted(ifThere, "fingerprint" + WHAT_BECAME_OF_IT, GROUPS);
            tellingStatement = STORE.formatted(
                    ifThere,
                    AlertRowMapper.COLUMNS + WHAT_BECAME_OF_IT,
                    "SELECT * FROM (" + GROUPS + ") AS told FULL JOIN reported ON false");
        }
    }

    /**
     * An alert after a report of it.
     *
     * @param created whether it was not there before
     */
    record StoredAlert(Alert alert, boolean created) {}

    /** Puts stored alerts into the groups they belong to; they leave no group by this. */
    Uni<Outcome> regroup(SqlClient client, Placement placement, Instant now) {
        return write(client, Reported.ANY, Reported.ANY.statement, List.of(), placement, Map.of(), now);
    }

    /**
     * Stores alerts with their groups.
     *
     * @param client a pool, or a connection with a transaction open
     * @param claims those of the groups that are to be ours at once, should they be new, by id
     */
    Uni<Outcome> report(
            SqlClient client, Reported reported, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        return write(client, reported, reported.statement, placement.alerts(), placement, claims, now);
    }

    /** The same, and tells what the alerts have become, which takes a little longer. */
    Uni<Outcome> reportAndTell(
            SqlClient client, Reported reported, Placement placement, Map<UUID, ClaimedGroup> claims, Instant now) {
        return write(client, reported, reported.tellingStatement, placement.alerts(), placement, claims, now);
    }

    private static Uni<Outcome> write(
            SqlClient client,
            Reported reported,
            String statement,
            List<Alert> alerts,
            Placement placement,
            Map<UUID, ClaimedGroup> claims,
            Instant now) {
        List<Membership> members = placement.members();
        Tuple parameters =
                parameters(alerts, placement.groups(), reported == Reported.NEW ? furtherOnes(members) : members);
        addFirstGroups(parameters, alerts, members);
        addSources(parameters, placement.sources());
        addClaims(parameters, placement.groups(), claims);
        addCountedLabels(parameters, alerts);
        if (reported == Reported.ANY) {
            // only the merging asks for it
            parameters.addOffsetDateTime(AlertRowMapper.timestamp(now));
        }
        return client.preparedQuery(statement).execute(parameters).map(AlertStore::outcome);
    }

    private static Tuple parameters(List<Alert> alerts, List<Group> groups, List<Membership> members) {
        return Tuple.tuple()
                .addArrayOfLong(column(alerts, Alert::fingerprint, Long[]::new))
                .addValue(labels(alerts))
                .addValue(buffers(alerts, alert -> alert.annotations().json().toBytes()))
                .addValue(buffers(alerts, alert -> alert.generatorUrl().getBytes(StandardCharsets.UTF_8)))
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
                .addArrayOfLong(column(members, Membership::fingerprint, Long[]::new));
    }

    private static void addSources(Tuple parameters, List<Source> sources) {
        parameters
                .addArrayOfUUID(column(sources, Source::key, UUID[]::new))
                .addArrayOfBoolean(column(sources, Source::bothSides, Boolean[]::new))
                .addArrayOfLong(column(sources, Source::fingerprint, Long[]::new));
    }

    private static void addClaims(Tuple parameters, List<Group> groups, Map<UUID, ClaimedGroup> claims) {
        parameters
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
    private static void addCountedLabels(Tuple parameters, List<Alert> alerts) {
        parameters
                .addArrayOfString(column(alerts, alert -> StorableText.of(alert.name()), String[]::new))
                .addArrayOfString(
                        column(alerts, alert -> StorableText.of(alert.labels().get("severity")), String[]::new));
    }

    /** Which group each alert is put into if it is new; both lists are in order of the fingerprints. */
    private static void addFirstGroups(Tuple parameters, List<Alert> alerts, List<Membership> members) {
        UUID[] groups = new UUID[alerts.size()];
        int next = 0;
        for (int i = 0; i < groups.length; i++) {
            while (members.get(next).fingerprint() != alerts.get(i).fingerprint()) {
                next++;
            }
            groups[i] = members.get(next).group();
        }
        parameters.addArrayOfUUID(groups);
    }

    /** Without the first of each alert, in which it is if it is new; they are in order of the fingerprints. */
    private static List<Membership> furtherOnes(List<Membership> members) {
        List<Membership> further = new ArrayList<>();
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i).fingerprint() == members.get(i - 1).fingerprint()) {
                further.add(members.get(i));
            }
        }
        return further;
    }

    private static Buffer[] labels(List<Alert> alerts) {
        var json = new JsonText(BYTES_OF_LABELS);
        return buffers(alerts, alert -> json.addObject(alert.labels()).take());
    }

    /** Texts in bytes: as texts, they would be encoded character by character. */
    private static Buffer[] buffers(List<Alert> alerts, Function<Alert, byte[]> utf8) {
        return column(alerts, alert -> Buffer.buffer(utf8.apply(alert)), Buffer[]::new);
    }

    private static <T> OffsetDateTime[] timestamps(List<T> rows, Function<T, Instant> value) {
        var column = new OffsetDateTime[rows.size()];
        Instant last = null;
        for (int i = 0; i < column.length; i++) {
            Instant moment = value.apply(rows.get(i));
            // rows of one report have most moments in common
            column[i] = moment.equals(last) ? column[i - 1] : AlertRowMapper.timestamp(moment);
            last = moment;
        }
        return column;
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
        long merged = 0;
        List<StoredAlert> stored = new ArrayList<>();
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            if (id != null) {
                claimed.add(id);
            } else if (row.size() > COLUMNS_OF_GROUPS && row.getLong("fingerprint") != null) {
                stored.add(new StoredAlert(AlertRowMapper.read(row), row.getBoolean("created")));
            } else {
                due = Optional.ofNullable(row.getOffsetDateTime("due_at")).map(OffsetDateTime::toInstant);
                merged = row.getLong("merged");
            }
        }
        return new Outcome(due, claimed, merged, stored);
    }
}
