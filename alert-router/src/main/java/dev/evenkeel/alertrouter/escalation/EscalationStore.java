package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * Escalations in PostgreSQL. Whoever changes one holds the incident's row before the escalation's, as those do who change
 * the incident, so that nobody waits for each other.
 */
@ApplicationScoped
class EscalationStore {

    private static final String HOLD_INCIDENT = "SELECT id FROM incident WHERE id = $1 FOR NO KEY UPDATE";

    private static final String HOLD_UNCHANGED =
            "SELECT id FROM incident WHERE id = $1 AND version = $2 FOR NO KEY UPDATE";

    private static final String HOLD_UNCHANGED_IF_FREE = HOLD_UNCHANGED + " SKIP LOCKED";

    private static final String RAISE_VERSION = "UPDATE incident SET version = version + 1 WHERE id = $1";

    private static final String SAVE = """
            INSERT INTO escalation (incident_id, policy, state, base, next_step, due_at, group_labels, started_at, ahead_us, critical)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT severity = 'critical' FROM incident WHERE id = $1))
            ON CONFLICT (incident_id) DO UPDATE SET policy = excluded.policy, state = excluded.state,
                base = excluded.base, next_step = excluded.next_step, due_at = excluded.due_at,
                ahead_us = excluded.ahead_us, critical = excluded.critical, unknown_since = NULL, storm_id = NULL,
                put_off_for = NULL
            """;

    private static final String PUT_OFF = """
            WITH before AS (SELECT incident_id, put_off_for FROM escalation WHERE incident_id = $1)
            UPDATE escalation AS e SET state = 'running', next_step = $6, base = $2, ahead_us = $3, due_at = $4,
                put_off_for = $5, unknown_since = NULL
            FROM before WHERE e.incident_id = before.incident_id
            RETURNING before.put_off_for IS DISTINCT FROM $5 AS is_news
            """;

    private static final String HURRY = """
            WITH steps AS (UPDATE escalation SET critical = true WHERE incident_id = $1 AND NOT critical)
            UPDATE escalation_page SET urgent = true WHERE about = $1 AND state = 'pending' AND NOT urgent
            """;

    private static final String POSTPONE_UNKNOWN = """
            UPDATE escalation SET due_at = $3, unknown_since = coalesce(unknown_since, $2) WHERE incident_id = $1
            RETURNING unknown_since
            """;

    /** Each part by the index alone, however much is due. */
    private static final String DUE = """
            (SELECT incident_id, 1 AS turn, due_at FROM escalation
             WHERE critical AND due_at <= $1 AND incident_id <> ALL ($2::uuid[]) ORDER BY due_at LIMIT $3)
            UNION ALL
            (SELECT incident_id, 2 AS turn, due_at FROM escalation
             WHERE NOT critical AND due_at <= $1 AND incident_id <> ALL ($2::uuid[]) ORDER BY due_at LIMIT $3)
            ORDER BY turn, due_at LIMIT $3
            """;

    private static final String WITHOUT_POLICY = """
            SELECT i.id FROM incident AS i LEFT JOIN escalation AS e ON e.incident_id = i.id
            WHERE i.status = 'open' AND i.snoozed_until IS NULL AND (e.state IS NULL OR e.state <> 'running')
              AND i.id > $1 ORDER BY i.id LIMIT $2
            """;

    private static final String NEVER_ESCALATED = """
            SELECT i.id FROM incident AS i
            WHERE i.status = 'open' AND i.snoozed_until IS NULL AND i.updated_at > $3 AND i.id > $1
              AND NOT EXISTS (SELECT FROM escalation AS e WHERE e.incident_id = i.id)
            ORDER BY i.id LIMIT $2
            """;

    private static final String ALERTS = "SELECT " + AlertRowMapper.COLUMNS
            + " FROM alert AS a WHERE a.fingerprint = ANY ($1) ORDER BY a.starts_at LIMIT $2";

    /** More would not make a notification better. */
    private static final int MOST_ALERTS = 1000;

    private static final String PAST_ALERTS = """
            SELECT DISTINCT ON (e.fingerprint) e.fingerprint, e.labels, '{}' AS annotations, '' AS generator_url,
                   e.started_at AS starts_at, e.ended_at AS ends_at, e.ended_at AS updated_at, false AS end_assumed
            FROM alert_episode AS e WHERE e.fingerprint = ANY ($1) ORDER BY e.fingerprint, e.started_at DESC LIMIT $2
            """;

    private static final String LABELS = "SELECT labels FROM alert WHERE fingerprint = ANY ($1) AND ends_at > $2";
    private static final int PART = 1000;

    private final Pool pool;

    EscalationStore(Pool pool) {
        this.pool = pool;
    }

    /** Holds the incident until the transaction ends. */
    Uni<Void> hold(SqlConnection transaction, UUID incident) {
        return transaction
                .preparedQuery(HOLD_INCIDENT)
                .execute(Tuple.of(incident))
                .replaceWithVoid();
    }

    /** @return {@code false} if it was changed since it was read */
    Uni<Boolean> hold(SqlConnection transaction, Incident incident) {
        return hold(transaction, HOLD_UNCHANGED, incident);
    }

    /** @return {@code false} if somebody else holds it, or it was changed since it was read */
    Uni<Boolean> holdIfFree(SqlConnection transaction, Incident incident) {
        return hold(transaction, HOLD_UNCHANGED_IF_FREE, incident);
    }

    private static Uni<Boolean> hold(SqlConnection transaction, String statement, Incident incident) {
        return transaction
                .preparedQuery(statement)
                .execute(Tuple.of(incident.id(), incident.version()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Has whoever saw an incident before see that something happened to it; it is held. */
    Uni<Void> raiseVersion(SqlConnection transaction, UUID incident) {
        return transaction
                .preparedQuery(RAISE_VERSION)
                .execute(Tuple.of(incident))
                .replaceWithVoid();
    }

    /** The escalation of an incident that is held. */
    Uni<Optional<Escalation>> find(SqlClient client, UUID incident) {
        return client.preparedQuery("SELECT * FROM escalation WHERE incident_id = $1")
                .execute(Tuple.of(incident))
                .map(EscalationStore::first);
    }

    Uni<Optional<Escalation>> find(UUID incident) {
        return find(pool, incident);
    }

    /** @param dueAt when its next step is due, or it is to go on; empty if it has none, or somebody has taken the incident on */
    Uni<Void> save(SqlConnection transaction, Escalation escalation, Optional<Instant> dueAt) {
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.tuple()
                        .addUUID(escalation.incidentId())
                        .addString(escalation.policy())
                        .addString(escalation.state().name().toLowerCase(Locale.ROOT))
                        .addOffsetDateTime(timestamp(escalation.progress().base()))
                        .addInteger(escalation.progress().nextStep())
                        .addOffsetDateTime(dueAt.map(AlertRowMapper::timestamp).orElse(null))
                        .addString(TextMapJson.write(escalation.groupLabels().asMap()))
                        .addOffsetDateTime(timestamp(escalation.startedAt()))
                        .addLong(TimeUnit.MICROSECONDS.convert(
                                escalation.progress().ahead())))
                .replaceWithVoid();
    }

    /**
     * Puts off the step that is next of an escalation, which goes on.
     *
     * @return whether it was not for this reason that it was put off the last time
     */
    Uni<Boolean> putOff(SqlConnection transaction, Escalation escalation, Optional<Instant> dueAt, String why) {
        return transaction
                .preparedQuery(PUT_OFF)
                .execute(Tuple.tuple()
                        .addUUID(escalation.incidentId())
                        .addOffsetDateTime(timestamp(escalation.progress().base()))
                        .addLong(TimeUnit.MICROSECONDS.convert(
                                escalation.progress().ahead()))
                        .addOffsetDateTime(dueAt.map(AlertRowMapper::timestamp).orElse(null))
                        .addString(why)
                        .addInteger(escalation.progress().nextStep()))
                .map(rows -> rows.iterator().next().getBoolean("is_news"));
    }

    /**
     * Incidents whose next step is due: those that are critical first, and then the longest due.
     *
     * @param left incidents that are left to others
     */
    Uni<List<UUID>> due(Instant now, Collection<UUID> left, int limit) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(timestamp(now), left.toArray(UUID[]::new), limit))
                .map(rows -> ids(rows, "incident_id"));
    }

    /** Incidents that wait for somebody with no escalation under way, by id. */
    Uni<List<UUID>> withoutPolicy(UUID after, int limit) {
        return pool.preparedQuery(WITHOUT_POLICY)
                .execute(Tuple.of(after, limit))
                .map(rows -> ids(rows, "id"));
    }

    /** Those that changed since a moment and never had an escalation, by id. */
    Uni<List<UUID>> neverEscalated(Instant since, UUID after, int limit) {
        return pool.preparedQuery(NEVER_ESCALATED)
                .execute(Tuple.of(after, limit, timestamp(since)))
                .map(rows -> ids(rows, "id"));
    }

    private static List<UUID> ids(RowSet<Row> rows, String column) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID(column)));
        return ids;
    }

    /** Has what is due for an incident come before what is not critical, since it is that by now. */
    Uni<Void> hurry(SqlConnection transaction, UUID incident) {
        return transaction.preparedQuery(HURRY).execute(Tuple.of(incident)).replaceWithVoid();
    }

    /** Has a step that could not be taken tried again later, so that it does not hold up others. */
    Uni<Void> postpone(UUID incident, Instant until) {
        return pool.preparedQuery("UPDATE escalation SET due_at = $2 WHERE incident_id = $1 AND due_at IS NOT NULL")
                .execute(Tuple.of(incident, timestamp(until)))
                .replaceWithVoid();
    }

    /**
     * Has a step tried again later, since its policy is not known here.
     *
     * @return since when nobody who looked knew it
     */
    Uni<Instant> postponeUnknown(SqlConnection transaction, UUID incident, Instant now, Instant until) {
        return transaction
                .preparedQuery(POSTPONE_UNKNOWN)
                .execute(Tuple.of(incident, timestamp(now), timestamp(until)))
                .map(rows -> AlertRowMapper.instant(rows.iterator().next(), "unknown_since"));
    }

    /**
     * The alerts of these fingerprints as they are known or, once they are tidied away, as they were the last time, without their
     * annotations; at most {@value #MOST_ALERTS}, of those that are known the oldest.
     */
    Uni<List<Alert>> alerts(Fingerprints fingerprints) {
        return alerts(ALERTS, fingerprints, MOST_ALERTS).flatMap(known -> {
            int left = Math.min(fingerprints.size(), MOST_ALERTS) - known.size();
            if (left == 0) {
                return Uni.createFrom().item(known);
            }
            var found = Fingerprints.of(known.stream().mapToLong(Alert::fingerprint));
            return alerts(PAST_ALERTS, fingerprints.without(found), left)
                    .map(past -> Stream.concat(known.stream(), past.stream()).toList());
        });
    }

    private Uni<List<Alert>> alerts(String statement, Fingerprints fingerprints, int limit) {
        Tuple parameters = Tuple.tuple().addArrayOfLong(fingerprints.toArray()).addInteger(limit);
        return pool.preparedQuery(statement).execute(parameters).map(rows -> {
            List<Alert> alerts = new ArrayList<>();
            rows.forEach(row -> alerts.add(AlertRowMapper.read(row)));
            return alerts;
        });
    }

    /**
     * Shows the labels of alerts to somebody, a thousand at a time.
     *
     * @param wantsMore is asked with each part, in turn, until it says no
     */
    Uni<Void> labels(SqlClient client, Fingerprints alerts, Predicate<List<Labels>> wantsMore) {
        return labels(client, alerts, Instant.EPOCH, 0, part -> Uni.createFrom().item(wantsMore.test(part)));
    }

    /** The same of those alone that fire at a moment. */
    Uni<Void> labelsOfFiring(Fingerprints alerts, Instant now, Function<List<Labels>, Uni<Boolean>> wantsMore) {
        return labels(pool, alerts, now, 0, wantsMore);
    }

    private static Uni<Void> labels(
            SqlClient client,
            Fingerprints alerts,
            Instant endAfter,
            int from,
            Function<List<Labels>, Uni<Boolean>> wantsMore) {
        if (from >= alerts.size()) {
            return Uni.createFrom().voidItem();
        }
        Long[] part = alerts.stream().skip(from).limit(PART).boxed().toArray(Long[]::new);
        return client.preparedQuery(LABELS)
                .execute(Tuple.tuple().addArrayOfLong(part).addOffsetDateTime(timestamp(endAfter)))
                .flatMap(rows -> {
                    List<Labels> labels = new ArrayList<>(rows.size());
                    rows.forEach(row -> labels.add(TextMapJson.readLabels(row.getString("labels"))));
                    return wantsMore.apply(labels);
                })
                .flatMap(more -> more
                        ? labels(client, alerts, endAfter, from + PART, wantsMore)
                        : Uni.createFrom().voidItem());
    }

    /** The labels that a group is made by; none if it is gone. */
    Uni<Labels> groupLabels(SqlClient client, UUID group) {
        return client.preparedQuery("SELECT labels FROM alert_group WHERE id = $1")
                .execute(Tuple.of(group))
                .map(rows -> rows.rowCount() == 0
                        ? Labels.empty()
                        : Labels.of(TextMapJson.read(rows.iterator().next().getString("labels"))));
    }

    private static Optional<Escalation> first(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(new Escalation(
                row.getUUID("incident_id"),
                row.getString("policy"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Progress(
                        AlertRowMapper.instant(row, "base"),
                        row.getInteger("next_step"),
                        Duration.of(row.getLong("ahead_us"), ChronoUnit.MICROS)),
                Labels.of(TextMapJson.read(row.getString("group_labels"))),
                AlertRowMapper.instant(row, "started_at")));
    }
}
