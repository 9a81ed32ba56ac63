package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Heartbeats that were defined over REST, and what is known of all of them, in PostgreSQL. */
@ApplicationScoped
class HeartbeatStore {

    private static final String DEFINE = """
            INSERT INTO heartbeat_definition (name, interval_ms, grace_ms, labels, annotations, matchers)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET interval_ms = excluded.interval_ms, grace_ms = excluded.grace_ms,
                labels = excluded.labels, annotations = excluded.annotations, matchers = excluded.matchers
            """;

    /** That one is still there is written once a minute, and by whoever comes first. */
    private static final String MEET = """
            WITH new AS (
                INSERT INTO heartbeat (name, counted_from, seen_at) SELECT unnest($1::text[]), $2, $2
                ON CONFLICT (name) DO NOTHING),
            known AS (
                SELECT name FROM heartbeat
                WHERE name = ANY ($1) AND (seen_at < $2::timestamptz - interval '1 minute' OR seen_at > $2)
                FOR UPDATE SKIP LOCKED)
            UPDATE heartbeat AS h SET seen_at = $2 FROM known WHERE h.name = known.name
            """;

    /** Nobody had these for a while though somebody looked: they were taken away, and are new now. */
    private static final String BEGIN_AGAIN = """
            UPDATE heartbeat SET counted_from = $2, missing_since = NULL, report_at = NULL
            WHERE name = ANY ($1) AND seen_at < $3
            """;

    /** Nobody has had these for long. */
    private static final String FORGET_OTHERS = "DELETE FROM heartbeat WHERE name <> ALL ($1) AND seen_at < $2";

    /** Somebody else's round holds its rows; they are none of ours then. */
    private static final String CLAIM = "SELECT * FROM heartbeat WHERE name = ANY ($1) FOR UPDATE SKIP LOCKED";

    private static final String SAVE = """
            UPDATE heartbeat SET counted_from = $2, last_beat_at = $3, missing_since = $4, report_at = $5 WHERE name = $1
            """;

    /** The last round's time, and that of this one in its place. */
    private static final String WATCH = """
            UPDATE heartbeat_watch AS w SET last_round_at = $1
            FROM (SELECT last_round_at FROM heartbeat_watch FOR UPDATE) AS before RETURNING before.last_round_at
            """;

    private static final String NOT_MISSING =
            "SELECT * FROM heartbeat WHERE missing_since IS NULL ORDER BY name FOR UPDATE";

    private final Pool pool;

    HeartbeatStore(Pool pool) {
        this.pool = pool;
    }

    /** Those that were defined over REST. */
    Uni<List<Heartbeat>> defined() {
        return pool.preparedQuery("SELECT * FROM heartbeat_definition ORDER BY name")
                .execute()
                .map(rows -> {
                    List<Heartbeat> heartbeats = new ArrayList<>();
                    rows.forEach(row -> heartbeats.add(new Heartbeat(
                            row.getString("name"),
                            Duration.ofMillis(row.getLong("interval_ms")),
                            Duration.ofMillis(row.getLong("grace_ms")),
                            TextMapJson.read(row.getString("labels")),
                            TextMapJson.read(row.getString("annotations")),
                            matchers(row.getString("matchers")))));
                    return heartbeats;
                });
    }

    private static Matchers matchers(String text) {
        return text.isEmpty() ? Matchers.none() : new Matchers(MatcherSyntax.FALLBACK.parseList(text));
    }

    Uni<Void> define(SqlConnection transaction, Heartbeat heartbeat) {
        String matchers =
                heartbeat.matchers().list().stream().map(Object::toString).collect(Collectors.joining(","));
        return transaction
                .preparedQuery(DEFINE)
                .execute(Tuple.tuple()
                        .addString(heartbeat.name())
                        .addLong(heartbeat.interval().toMillis())
                        .addLong(heartbeat.grace().toMillis())
                        .addString(TextMapJson.write(heartbeat.labels()))
                        .addString(TextMapJson.write(heartbeat.annotations()))
                        .addString(matchers))
                .replaceWithVoid();
    }

    /** @return whether there was one of that name */
    Uni<Boolean> forget(SqlConnection transaction, String name) {
        return transaction
                .preparedQuery("DELETE FROM heartbeat_definition WHERE name = $1")
                .execute(Tuple.of(name))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets when a heartbeat was heard of. */
    Uni<Void> forgetBeats(SqlConnection transaction, String name) {
        return transaction
                .preparedQuery("DELETE FROM heartbeat WHERE name = $1")
                .execute(Tuple.of(name))
                .replaceWithVoid();
    }

    /** Begins to wait for those that are new, and has it known that the others are still there. */
    Uni<Void> meet(SqlClient client, Collection<String> names, Instant now) {
        return names.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(MEET)
                        .execute(Tuple.tuple()
                                .addArrayOfString(names.toArray(String[]::new))
                                .addOffsetDateTime(timestamp(now)))
                        .replaceWithVoid();
    }

    Uni<Map<String, HeartbeatStatus>> all() {
        return pool.preparedQuery("SELECT * FROM heartbeat").execute().map(HeartbeatStore::byName);
    }

    /** Locked for a round, without those that another replica has locked. */
    Uni<Map<String, HeartbeatStatus>> claim(SqlConnection transaction, Collection<String> names) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.tuple().addArrayOfString(names.toArray(String[]::new)))
                .map(HeartbeatStore::byName);
    }

    /** Locked, waiting for whoever has it. */
    Uni<Optional<HeartbeatStatus>> lock(SqlConnection transaction, String name) {
        return transaction
                .preparedQuery("SELECT * FROM heartbeat WHERE name = $1 FOR UPDATE")
                .execute(Tuple.of(name))
                .map(rows -> byName(rows).values().stream().findFirst());
    }

    private static Map<String, HeartbeatStatus> byName(RowSet<Row> rows) {
        List<HeartbeatStatus> all = new ArrayList<>();
        rows.forEach(row -> all.add(new HeartbeatStatus(
                row.getString("name"),
                AlertRowMapper.instant(row, "counted_from"),
                moment(row, "last_beat_at"),
                moment(row, "missing_since"),
                moment(row, "report_at"))));
        return all.stream().collect(Collectors.toMap(HeartbeatStatus::name, status -> status));
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    Uni<Void> save(SqlConnection transaction, HeartbeatStatus status) {
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.tuple()
                        .addString(status.name())
                        .addOffsetDateTime(timestamp(status.countedFrom()))
                        .addOffsetDateTime(status.lastBeatAt()
                                .map(AlertRowMapper::timestamp)
                                .orElse(null))
                        .addOffsetDateTime(status.missingSince()
                                .map(AlertRowMapper::timestamp)
                                .orElse(null))
                        .addOffsetDateTime(
                                status.reportAt().map(AlertRowMapper::timestamp).orElse(null)))
                .replaceWithVoid();
    }

    /** Begins anew with those that nobody had since a moment. */
    Uni<Void> beginAgain(SqlConnection transaction, Collection<String> defined, Instant now, Instant unseenSince) {
        return transaction
                .preparedQuery(BEGIN_AGAIN)
                .execute(Tuple.tuple()
                        .addArrayOfString(defined.toArray(String[]::new))
                        .addOffsetDateTime(timestamp(now))
                        .addOffsetDateTime(timestamp(unseenSince)))
                .replaceWithVoid();
    }

    /** Forgets what is known of those that are not defined here, and that no other replica had since a moment. */
    Uni<Void> forgetOthers(SqlConnection transaction, Collection<String> defined, Instant unseenSince) {
        return transaction
                .preparedQuery(FORGET_OTHERS)
                .execute(Tuple.tuple()
                        .addArrayOfString(defined.toArray(String[]::new))
                        .addOffsetDateTime(timestamp(unseenSince)))
                .replaceWithVoid();
    }

    /** When the last round was, of whatever replica; this one takes its place. */
    Uni<Instant> watch(SqlConnection transaction, Instant now) {
        return transaction
                .preparedQuery(WATCH)
                .execute(Tuple.of(timestamp(now)))
                .map(rows -> AlertRowMapper.instant(rows.iterator().next(), "last_round_at"));
    }

    /** All that are not missing, locked, waiting for whoever has one of them. */
    Uni<Collection<HeartbeatStatus>> notMissing(SqlConnection transaction) {
        return transaction
                .preparedQuery(NOT_MISSING)
                .execute()
                .map(rows -> byName(rows).values());
    }
}
