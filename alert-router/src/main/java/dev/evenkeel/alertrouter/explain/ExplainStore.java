package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
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
            SELECT fingerprint, started_at, ended_at, labels FROM (
                SELECT fingerprint, started_at, ended_at, labels FROM alert_episode
                WHERE ended_at > $1 AND started_at < $2 AND (started_at, fingerprint) > ($3, $4)
                UNION
                SELECT fingerprint, starts_at, ends_at, labels FROM alert
                WHERE ends_at > $1 AND starts_at < $2 AND (starts_at, fingerprint) > ($3, $4)) AS known
            ORDER BY started_at, fingerprint LIMIT $5
            """;

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

    /** The episodes that lasted at some moment of a time, in the order of their starts. */
    Multi<Episode> episodes(Instant from, Instant to) {
        var last = new Object() {
            Instant start = Instant.EPOCH;
            long fingerprint = Long.MIN_VALUE;
        };
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(EPISODES)
                        .execute(
                                Tuple.of(timestamp(from), timestamp(to), timestamp(last.start), last.fingerprint, PAGE))
                        .map(ExplainStore::read)
                        .invoke(page -> {
                            if (!page.isEmpty()) {
                                last.start = page.getLast().startedAt();
                                last.fingerprint = page.getLast().fingerprint();
                            }
                        }))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .disjoint();
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
