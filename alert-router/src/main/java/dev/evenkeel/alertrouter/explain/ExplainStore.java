package dev.evenkeel.alertrouter.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Reads what there is to explain: an alert, its groups, and alerts of the past. */
@ApplicationScoped
class ExplainStore {

    private static final int PAGE = 2_000;

    private static final String ALERT =
            "SELECT " + AlertRowMapper.COLUMNS + " FROM alert AS a WHERE a.fingerprint = $1";

    private static final String GROUPS = """
            SELECT g.id, g.group_key, g.receiver, g.spoken, g.next_turn_at, g.retries
            FROM alert_group_member AS m JOIN alert_group AS g ON g.id = m.group_id WHERE m.fingerprint = $1
            """;

    /** Alerts that are not past yet, or not tidied away, are there in the table of alerts alone. */
    private static final String EPISODES = """
            SELECT fingerprint, started_at, ended_at, labels FROM alert_episode WHERE ended_at > $1 AND started_at < $2
            UNION ALL
            SELECT a.fingerprint, a.starts_at, a.ends_at, a.labels FROM alert AS a
            WHERE a.ends_at > $1 AND a.starts_at < $2 AND NOT EXISTS (
                SELECT FROM alert_episode AS e WHERE e.fingerprint = a.fingerprint AND e.started_at = a.starts_at)
            ORDER BY started_at, fingerprint
            """;

    private static final String GIVE_UP = "SELECT set_config('statement_timeout', $1, true)";

    /** A group as it is stored. */
    record StoredGroup(UUID id, String groupKey, String receiver, boolean spoken, Instant nextTurnAt, String retries) {}

    private final Pool pool;

    ExplainStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Alert>> alertOf(long fingerprint) {
        return pool.preparedQuery(ALERT)
                .execute(Tuple.of(fingerprint))
                .map(rows -> rows.stream().findFirst().map(AlertRowMapper::read));
    }

    Uni<List<StoredGroup>> groupsOf(long fingerprint) {
        return pool.preparedQuery(GROUPS)
                .execute(Tuple.of(fingerprint))
                .map(rows -> rows.stream()
                        .map(row -> new StoredGroup(
                                row.getUUID("id"),
                                row.getString("group_key"),
                                row.getString("receiver"),
                                row.getBoolean("spoken"),
                                AlertRowMapper.instant(row, "next_turn_at"),
                                row.getString("retries")))
                        .toList());
    }

    /**
     * Reads the episodes that lasted at some moment of a time, in the order of their starts, sorted once and read as they
     * are dealt with.
     *
     * @param patience after which PostgreSQL gives up
     * @param reader is given page after page, on a worker thread
     */
    Uni<Void> episodes(Instant from, Instant to, Duration patience, Consumer<List<Episode>> reader) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(Long.toString(patience.toMillis())))
                .chain(() -> transaction.prepare(EPISODES))
                .flatMap(statement -> {
                    Cursor cursor = statement.cursor(Tuple.of(timestamp(from), timestamp(to)));
                    return Multi.createBy()
                            .repeating()
                            .uni(() -> cursor.read(PAGE)
                                    .emitOn(Infrastructure.getDefaultWorkerPool())
                                    .invoke(rows -> reader.accept(read(rows))))
                            .whilst(rows -> cursor.hasMore())
                            .onItem()
                            .ignoreAsUni();
                }));
    }

    private static List<Episode> read(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Episode(
                        row.getLong("fingerprint"),
                        Labels.of(TextMapJson.read(row.getString("labels"))),
                        AlertRowMapper.instant(row, "started_at"),
                        AlertRowMapper.instant(row, "ended_at")))
                .toList();
    }
}
