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
                                         receiver, integration, why, urgent)
            VALUES ($1, $2, $3, 'pending', $4, $5, $5, $6, $7, $8, $9, $10,
                    $3 = 'manual' OR (SELECT severity = 'critical' FROM incident WHERE id = $2))
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
                    WHERE instead.about = page.about AND instead.receiver = page.receiver
                      AND instead.integration = page.integration
                      AND instead.state = 'pending' AND instead.due_at <= $1 AND instead.kind <> 'resolved'
                      AND CASE WHEN instead.kind = page.kind THEN instead.number > page.number ELSE instead.kind = 'manual' END)
                FOR UPDATE SKIP LOCKED)
            UPDATE escalation_page AS page SET state = 'superseded' FROM older WHERE page.id = older.id
            """;

    /** Each part by the index alone, however much is due. */
    private static final String CLAIM = """
            WITH urgent AS (
                SELECT id FROM escalation_page
                WHERE state = 'pending' AND urgent AND due_at <= $1 AND receiver <> ALL ($2::text[]) AND id <> ALL ($8::uuid[])
                ORDER BY due_at, number LIMIT $3 FOR UPDATE SKIP LOCKED),
            others AS (
                SELECT id FROM escalation_page
                WHERE state = 'pending' AND NOT urgent AND due_at <= $1 AND receiver <> ALL ($2::text[]) AND id <> ALL ($8::uuid[])
                ORDER BY due_at, number LIMIT $3 - (SELECT count(*) FROM urgent) FOR UPDATE SKIP LOCKED)
            UPDATE escalation_page AS page SET claim = $4, attempts = attempts + 1, due_at = coalesce((
                SELECT lease_end FROM unnest($5::text[], $6::timestamptz[]) AS lease (receiver, lease_end)
                WHERE lease.receiver = page.receiver), $7)
            FROM (SELECT id FROM urgent UNION ALL SELECT id FROM others) AS due WHERE page.id = due.id RETURNING page.*
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
            UPDATE escalation_page SET due_at = $3, wanted_at = $3, attempts = attempts - 1, claim = NULL, put_off_for = $4
            WHERE id = $1 AND claim = $2 AND state = 'pending'
            """;

    /** What is being told at this moment is waited for, also if it was cancelled before: it may have been told. */
    private static final String CANCEL = """
            UPDATE escalation_page SET state = 'cancelled'
            WHERE about = $1 AND kind = ANY ($2) AND (state = 'pending' OR state = 'cancelled' AND claim IS NOT NULL)
            """;

    /** With the alerts that were told of last, of each incident that goes on as this one, and once under each key. */
    private static final String OWE_END = """
            WITH told AS (
                SELECT DISTINCT ON (p.incident_id, p.receiver, p.integration) p.*, coalesce(i.own_key, i.group_key) AS key
                FROM escalation_page AS p JOIN incident AS i ON i.id = p.incident_id
                WHERE p.about = $1 AND p.kind <> 'resolved' AND p.state = 'told'
                ORDER BY p.incident_id, p.receiver, p.integration, p.number DESC),
            latest AS (
                SELECT DISTINCT ON (receiver, integration, key) * FROM told
                ORDER BY receiver, integration, key, number DESC)
            INSERT INTO escalation_page (id, incident_id, goes_on_as, kind, state, created_at, wanted_at, due_at, person,
                                         contact, receiver, integration, why, alerts)
            SELECT gen_random_uuid(), latest.incident_id, latest.goes_on_as, 'resolved', 'pending', $2, $2, $2,
                   latest.person, latest.contact, latest.receiver, latest.integration,
                   CASE WHEN latest.goes_on_as IS NULL THEN 'the incident is resolved'
                        ELSE 'the incident that it went on as is resolved' END,
                   ARRAY(SELECT DISTINCT unnest(told.alerts) FROM told
                         WHERE told.receiver = latest.receiver AND told.integration = latest.integration
                           AND told.key = latest.key)
            FROM latest
            WHERE NOT EXISTS (SELECT FROM escalation_page AS ended JOIN incident AS i ON i.id = ended.incident_id
                              WHERE ended.about = $1 AND ended.kind = 'resolved' AND ended.state <> 'cancelled'
                                AND ended.receiver = latest.receiver AND ended.integration = latest.integration
                                AND coalesce(i.own_key, i.group_key) = latest.key AND ended.number > latest.number)
            """;

    private static final String OVER = """
            SELECT p.about FROM escalation_page AS p JOIN incident AS i ON i.id = p.about
            WHERE p.id = $1 AND i.status = 'resolved'
            """;

    private static final String LAST_TOLD = """
            SELECT alerts FROM escalation_page WHERE about = $1 AND state = 'told' ORDER BY number DESC LIMIT 1
            """;

    private static final String CANCEL_MERGED = """
            UPDATE escalation_page AS p SET state = 'cancelled' FROM incident AS i
            WHERE p.about = i.id AND i.merged_into = $1 AND i.id IS DISTINCT FROM $2::uuid
              AND p.kind = 'automatic' AND p.state = 'pending'
            """;

    private static final String GO_ON_AS = """
            UPDATE escalation_page AS p SET goes_on_as = $1 FROM incident AS i
            WHERE p.about = i.id AND i.merged_into = $1
            """;

    /** Which is the incident that was opened last of those that have a part of the page's group. */
    private static final String GO_ON_WITH_SPLIT = """
            UPDATE escalation_page AS p SET goes_on_as = split.id
            FROM incident AS own CROSS JOIN LATERAL (
                SELECT i.id FROM incident_part AS part JOIN incident AS i ON i.id = part.incident_id
                WHERE part.group_id = own.group_id AND part.kind <> 'closed' ORDER BY i.opened_at DESC LIMIT 1) AS split
            WHERE p.about = $1 AND p.incident_id <> $1 AND own.id = p.incident_id AND NOT EXISTS (
                SELECT FROM incident_part AS kept WHERE kept.incident_id = $1 AND kept.group_id = own.group_id)
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
     * Claims pages that are due: those of critical incidents and those that somebody asked for first, and then the longest due.
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

    /** Has somebody told later, whose channel was not tried. @return {@code false} if nobody needs to be told any more */
    Uni<Boolean> putOff(SqlConnection transaction, UUID page, UUID claim, Instant until, String why) {
        return transaction
                .preparedQuery(PUT_OFF)
                .execute(Tuple.of(page, claim, timestamp(until), why))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Nobody needs to be told any more. */
    Uni<Void> cancel(SqlConnection transaction, UUID incident, Kind... kinds) {
        Tuple parameters = Tuple.tuple()
                .addUUID(incident)
                .addArrayOfString(Arrays.stream(kinds).map(PageStore::text).toArray(String[]::new));
        return transaction.preparedQuery(CANCEL).execute(parameters).replaceWithVoid();
    }

    /** Whoever was told of an incident, or of one that goes on as it, and not yet of its end, is to be told of that. */
    Uni<Void> oweEnd(SqlConnection transaction, UUID incident, Instant now) {
        return transaction
                .preparedQuery(OWE_END)
                .execute(Tuple.of(incident, timestamp(now)))
                .replaceWithVoid();
    }

    /** The incident that a page is about, if that is over. */
    Uni<Optional<UUID>> over(SqlConnection transaction, UUID page) {
        return transaction
                .preparedQuery(OVER)
                .execute(Tuple.of(page))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("about")));
    }

    /** Whether anybody was or is to be told of an incident, or of one that goes on as it. */
    Uni<Boolean> isAnyAbout(SqlConnection transaction, UUID incident) {
        return transaction
                .preparedQuery("SELECT id FROM escalation_page WHERE about = $1 LIMIT 1")
                .execute(Tuple.of(incident))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Nobody needs to be told by the escalations any more of what was merged into an incident just now.
     *
     * @param but one whose escalation goes on
     */
    Uni<Void> cancelMerged(SqlConnection transaction, UUID survivor, Optional<UUID> but) {
        return transaction
                .preparedQuery(CANCEL_MERGED)
                .execute(Tuple.of(survivor, but.orElse(null)))
                .replaceWithVoid();
    }

    /** Pages of what was merged into an incident just now are about that from now on. */
    Uni<Void> goOnAs(SqlConnection transaction, UUID survivor) {
        return transaction.preparedQuery(GO_ON_AS).execute(Tuple.of(survivor)).replaceWithVoid();
    }

    /** Pages of what came into an incident, and was split off just now, are about what it is now. */
    Uni<Void> goOnWithWhatWasSplitOff(SqlConnection transaction, UUID incident) {
        return transaction
                .preparedQuery(GO_ON_WITH_SPLIT)
                .execute(Tuple.of(incident))
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

    /** Those of an incident, and of what goes on as it, in the order in which they were made. */
    Uni<List<Page>> of(UUID incident, int limit) {
        return pool.preparedQuery(
                        "SELECT * FROM escalation_page WHERE incident_id = $1 OR about = $1 ORDER BY number DESC LIMIT $2")
                .execute(Tuple.of(incident, limit))
                .map(rows -> pages(rows).reversed());
    }

    private static List<Page> pages(RowSet<Row> rows) {
        List<Page> pages = new ArrayList<>();
        rows.forEach(row -> pages.add(new Page(
                row.getUUID("id"),
                row.getUUID("incident_id"),
                row.getUUID("about"),
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
                Optional.ofNullable(row.getOffsetDateTime("told_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("put_off_for")))));
        return pages;
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
