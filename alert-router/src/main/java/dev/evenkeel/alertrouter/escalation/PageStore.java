package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.escalation.Page.Kind;
import dev.evenkeel.alertrouter.escalation.Page.State;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Pages in PostgreSQL: written before anybody is told, claimed by whoever tells. */
@ApplicationScoped
class PageStore {

    private static final String ADD = """
            INSERT INTO escalation_page (id, incident_id, kind, state, created_at, wanted_at, due_at, person, contact,
                                         receiver, integration, why)
            VALUES ($1, $2, $3, 'pending', $4, $5, $5, $6, $7, $8, $9, $10)
            """;

    /**
     * Of several that are due for the same integration only one is sent, since after a time away nobody gets N at once: the last,
     * or the last that somebody asked for, which is needed also when what comes by itself no longer is.
     */
    private static final String SUPERSEDE = """
            WITH older AS (
                SELECT page.id FROM escalation_page AS page
                WHERE page.state = 'pending' AND page.due_at <= $1 AND page.kind <> 'resolved' AND EXISTS (
                    SELECT FROM escalation_page AS instead
                    WHERE instead.incident_id = page.incident_id AND instead.receiver = page.receiver
                      AND instead.integration = page.integration
                      AND instead.state = 'pending' AND instead.due_at <= $1 AND instead.kind <> 'resolved'
                      AND CASE WHEN instead.kind = page.kind THEN instead.number > page.number ELSE instead.kind = 'manual' END)
                FOR UPDATE SKIP LOCKED)
            UPDATE escalation_page AS page SET state = 'superseded' FROM older WHERE page.id = older.id
            """;

    private static final String CLAIM = """
            WITH due AS (
                SELECT id FROM escalation_page
                WHERE state = 'pending' AND due_at <= $1 AND receiver <> ALL ($2::text[]) AND id <> ALL ($8::uuid[])
                ORDER BY due_at, number LIMIT $3 FOR UPDATE SKIP LOCKED)
            UPDATE escalation_page AS page SET claim = $4, attempts = attempts + 1, due_at = coalesce((
                SELECT lease_end FROM unnest($5::text[], $6::timestamptz[]) AS lease (receiver, lease_end)
                WHERE lease.receiver = page.receiver), $7)
            FROM due WHERE page.id = due.id RETURNING page.*
            """;

    /** What is being told at this moment cannot be taken back; if it was taken, that is what stays on record. */
    private static final String CONCLUDE =
            "UPDATE escalation_page SET state = $3, told_at = $4, alerts = $5, claim = NULL WHERE id = $1 AND ";

    /** Who was told was told, whoever has claimed the page since. */
    private static final String CONCLUDE_TOLD = CONCLUDE + "(claim = $2 OR state = 'pending')";

    private static final String CONCLUDE_OTHERWISE = CONCLUDE + "claim = $2";

    private static final String RETRY = """
            UPDATE escalation_page SET due_at = $3, claim = NULL WHERE id = $1 AND claim = $2 AND state = 'pending'
            """;

    /** It was not tried, and from then on counts as if it had been wanted then. */
    private static final String PUT_OFF = """
            UPDATE escalation_page SET due_at = $3, wanted_at = $3, attempts = attempts - 1, claim = NULL
            WHERE id = $1 AND claim = $2 AND state = 'pending'
            """;

    private static final String CANCEL = """
            UPDATE escalation_page SET state = 'cancelled'
            WHERE incident_id = $1 AND kind = ANY ($2) AND state = 'pending'
            """;

    private static final String OWE_END = """
            INSERT INTO escalation_page (id, incident_id, kind, state, created_at, wanted_at, due_at, person, contact,
                                         receiver, integration, why, alerts)
            SELECT gen_random_uuid(), $1, 'resolved', 'pending', $2, $2, $2, told.person, told.contact, told.receiver,
                   told.integration, 'the incident is resolved', told.alerts
            FROM (SELECT DISTINCT ON (receiver, integration) * FROM escalation_page
                  WHERE incident_id = $1 AND kind <> 'resolved' AND state = 'told'
                  ORDER BY receiver, integration, number DESC) AS told
            WHERE NOT EXISTS (SELECT FROM escalation_page AS ended
                              WHERE ended.incident_id = $1 AND ended.kind = 'resolved' AND ended.state <> 'cancelled'
                                AND ended.receiver = told.receiver AND ended.integration = told.integration
                                AND ended.number > told.number)
            """;

    private static final String LAST_TOLD = """
            SELECT alerts FROM escalation_page WHERE incident_id = $1 AND state = 'told' ORDER BY number DESC LIMIT 1
            """;

    private final Pool pool;

    PageStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, Collection<Page> pages) {
        if (pages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = pages.stream()
                .map(page -> Tuple.tuple()
                        .addUUID(page.id())
                        .addUUID(page.incidentId())
                        .addString(text(page.kind()))
                        .addOffsetDateTime(timestamp(page.createdAt()))
                        .addOffsetDateTime(timestamp(page.dueAt()))
                        .addString(page.person().orElse(null))
                        .addString(page.contact().orElse(null))
                        .addString(page.receiver())
                        .addString(page.integration())
                        .addString(page.why()))
                .toList();
        return transaction.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    /** Leaves out what later pages say as well. */
    Uni<Void> supersede(Instant now) {
        return pool.preparedQuery(SUPERSEDE).execute(Tuple.of(timestamp(now))).replaceWithVoid();
    }

    /**
     * Claims pages that are due.
     *
     * @param busy receivers that have enough to do
     * @param left pages that are left to others
     * @param leases by receiver, after which a claim that was not given back lapses
     * @param otherwise of receivers that are not among them
     */
    Uni<List<Page>> claim(
            UUID claim,
            Collection<String> busy,
            Collection<UUID> left,
            int limit,
            Instant now,
            Map<String, Duration> leases,
            Duration otherwise) {
        List<Map.Entry<String, Duration>> byReceiver = List.copyOf(leases.entrySet());
        Tuple parameters = Tuple.tuple()
                .addOffsetDateTime(timestamp(now))
                .addArrayOfString(busy.toArray(String[]::new))
                .addInteger(limit)
                .addUUID(claim)
                .addArrayOfString(byReceiver.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .addArrayOfOffsetDateTime(byReceiver.stream()
                        .map(lease -> timestamp(now.plus(lease.getValue())))
                        .toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(timestamp(now.plus(otherwise)))
                .addArrayOfUUID(left.toArray(UUID[]::new));
        return pool.preparedQuery(CLAIM).execute(parameters).map(PageStore::pages);
    }

    /** @return {@code false} if the page is somebody else's: the lease had lapsed and, if it was told, another has told it too */
    Uni<Boolean> conclude(
            SqlConnection transaction,
            UUID page,
            UUID claim,
            State state,
            Optional<Instant> toldAt,
            Fingerprints alerts) {
        return transaction
                .preparedQuery(state == State.TOLD ? CONCLUDE_TOLD : CONCLUDE_OTHERWISE)
                .execute(Tuple.tuple()
                        .addUUID(page)
                        .addUUID(claim)
                        .addString(text(state))
                        .addOffsetDateTime(toldAt.map(AlertRowMapper::timestamp).orElse(null))
                        .addArrayOfLong(alerts.toArray()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> retry(SqlClient client, UUID page, UUID claim, Instant dueAt) {
        return client.preparedQuery(RETRY)
                .execute(Tuple.of(page, claim, timestamp(dueAt)))
                .replaceWithVoid();
    }

    /** Has somebody told later, whose channel was not tried. */
    Uni<Void> putOff(UUID page, UUID claim, Instant until) {
        return pool.preparedQuery(PUT_OFF)
                .execute(Tuple.of(page, claim, timestamp(until)))
                .replaceWithVoid();
    }

    /** Nobody needs to be told any more. */
    Uni<Void> cancel(SqlConnection transaction, UUID incident, Kind... kinds) {
        Tuple parameters = Tuple.tuple()
                .addUUID(incident)
                .addArrayOfString(Arrays.stream(kinds).map(PageStore::text).toArray(String[]::new));
        return transaction.preparedQuery(CANCEL).execute(parameters).replaceWithVoid();
    }

    /** Whoever was told of an incident, and not yet of its end, is to be told of that. */
    Uni<Void> oweEnd(SqlConnection transaction, UUID incident, Instant now) {
        return transaction
                .preparedQuery(OWE_END)
                .execute(Tuple.of(incident, timestamp(now)))
                .replaceWithVoid();
    }

    /** The alerts that were told of last in an incident; none if nobody was told yet. */
    Uni<Fingerprints> lastTold(UUID incident) {
        return pool.preparedQuery(LAST_TOLD)
                .execute(Tuple.of(incident))
                .map(rows -> rows.rowCount() == 0
                        ? Fingerprints.none()
                        : Fingerprints.of(rows.iterator().next().getArrayOfLongs("alerts")));
    }

    /** In the order in which they were made. */
    Uni<List<Page>> of(UUID incident, int limit) {
        return pool.preparedQuery("SELECT * FROM escalation_page WHERE incident_id = $1 ORDER BY number DESC LIMIT $2")
                .execute(Tuple.of(incident, limit))
                .map(rows -> pages(rows).reversed());
    }

    private static List<Page> pages(RowSet<Row> rows) {
        List<Page> pages = new ArrayList<>();
        rows.forEach(row -> pages.add(new Page(
                row.getUUID("id"),
                row.getUUID("incident_id"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                AlertRowMapper.instant(row, "created_at"),
                AlertRowMapper.instant(row, "wanted_at"),
                row.getInteger("attempts"),
                Optional.ofNullable(row.getString("person")),
                Optional.ofNullable(row.getString("contact")),
                row.getString("receiver"),
                row.getString("integration"),
                row.getString("why"),
                Fingerprints.of(row.getArrayOfLongs("alerts")),
                Optional.ofNullable(row.getOffsetDateTime("told_at")).map(OffsetDateTime::toInstant))));
        return pages;
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
