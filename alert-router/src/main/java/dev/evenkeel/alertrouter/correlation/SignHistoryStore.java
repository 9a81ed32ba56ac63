package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.correlation.AlertScore.Outcomes;
import dev.evenkeel.alertrouter.correlation.OccurrenceStore.Stored;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory.Sign;

/**
 * In how many incidents each sign was seen, and what became of those, in PostgreSQL. A sign without an entity stands for all
 * with that signal, one without either for all incidents.
 */
@ApplicationScoped
class SignHistoryStore {

    /** What nobody took on and was over within this was over by itself. */
    private static final Duration BRIEF = Duration.ofMinutes(15);

    private static final String OVER_AND_UNCOUNTED = """
            WITH RECURSIVE uncounted AS (SELECT DISTINCT incident_id AS id FROM correlation_occurrence WHERE NOT counted),
            up AS (
                SELECT u.id AS part, i.id, i.merged_into FROM uncounted AS u JOIN incident AS i ON i.id = u.id
                UNION ALL
                SELECT up.part, i.id, i.merged_into FROM up JOIN incident AS i ON i.id = up.merged_into),
            over AS (
                SELECT up.part, i.id AS root, i.acknowledged_at IS NOT NULL OR i.resolved_by IS NOT NULL AS acted,
                    i.resolved_at < i.opened_at + make_interval(secs => $1) AS brief
                FROM up JOIN incident AS i ON i.id = up.id
                WHERE up.merged_into IS NULL AND i.status = 'resolved' ORDER BY i.resolved_at LIMIT 100)
            SELECT o.fingerprint, o.starts_at, over.root AS incident_id, o.at, o.labels, o.annotations, o.cluster,
                over.part, over.acted, over.brief
            FROM over JOIN correlation_occurrence AS o ON o.incident_id = over.part WHERE NOT o.counted
            """;

    private static final String COUNT = """
            INSERT INTO correlation_sign AS s (entity, signal, acknowledged, ignored, auto_resolved)
            SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::integer[])
            ON CONFLICT (entity, signal) DO UPDATE SET acknowledged = s.acknowledged + excluded.acknowledged,
                ignored = s.ignored + excluded.ignored, auto_resolved = s.auto_resolved + excluded.auto_resolved
            """;

    private static final String OUTCOMES = """
            SELECT entity, signal, acknowledged, ignored, auto_resolved FROM correlation_sign
            WHERE (entity, signal) IN (SELECT * FROM unnest($1::text[], $2::text[]))
            """;

    /** Stands for all incidents. */
    static final Sign ALL = new Sign("", "");

    /**
     * An alert of an incident that is over.
     *
     * @param alert with the incident that it ended in
     * @param part the incident that it began in
     */
    record Ended(Stored alert, UUID part, Outcomes outcome) {}

    private final Pool pool;

    SignHistoryStore(Pool pool) {
        this.pool = pool;
    }

    /** Alerts of incidents that are over and not in the history yet. */
    Uni<List<Ended>> overAndUncounted(SqlClient transaction) {
        return transaction
                .preparedQuery(OVER_AND_UNCOUNTED)
                .execute(Tuple.of((double) BRIEF.toSeconds()))
                .map(rows -> rows.stream()
                        .map(row -> new Ended(OccurrenceStore.read(row), row.getUUID("part"), outcome(row)))
                        .toList());
    }

    private static Outcomes outcome(Row row) {
        if (row.getBoolean("acted")) {
            return new Outcomes(1, 0, 0);
        }
        return row.getBoolean("brief") ? new Outcomes(0, 0, 1) : new Outcomes(0, 1, 0);
    }

    /**
     * Adds incidents to the history.
     *
     * @param parts the incidents that their alerts began in
     */
    Uni<Void> count(SqlClient transaction, Set<UUID> parts, Map<Sign, Outcomes> outcomes) {
        if (parts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Sign> order = List.copyOf(outcomes.keySet());
        Stream<Outcomes> counts = order.stream().map(outcomes::get);
        List<Outcomes> all = counts.toList();
        return transaction
                .preparedQuery(COUNT)
                .execute(signs(order)
                        .addArrayOfInteger(
                                all.stream().map(Outcomes::acknowledged).toArray(Integer[]::new))
                        .addArrayOfInteger(all.stream().map(Outcomes::ignored).toArray(Integer[]::new))
                        .addArrayOfInteger(
                                all.stream().map(Outcomes::autoResolved).toArray(Integer[]::new)))
                .chain(() -> transaction
                        .preparedQuery("UPDATE correlation_occurrence SET counted = true WHERE incident_id = ANY ($1)")
                        .execute(Tuple.tuple().addArrayOfUUID(parts.toArray(UUID[]::new))))
                .replaceWithVoid();
    }

    /** What is known of these signs; those that were never seen are left out. */
    Uni<Map<Sign, Outcomes>> outcomes(Collection<Sign> signs) {
        return pool.preparedQuery(OUTCOMES).execute(signs(List.copyOf(signs))).map(SignHistoryStore::read);
    }

    private static Tuple signs(List<Sign> signs) {
        return Tuple.tuple()
                .addArrayOfString(signs.stream().map(Sign::entity).toArray(String[]::new))
                .addArrayOfString(signs.stream().map(Sign::signal).toArray(String[]::new));
    }

    private static Map<Sign, Outcomes> read(RowSet<Row> rows) {
        Map<Sign, Outcomes> outcomes = new HashMap<>();
        rows.forEach(row -> outcomes.put(
                new Sign(row.getString("entity"), row.getString("signal")),
                new Outcomes(
                        row.getInteger("acknowledged"), row.getInteger("ignored"), row.getInteger("auto_resolved"))));
        return outcomes;
    }

    /** With what stands for all of each signal, and for all incidents. */
    static Set<Sign> withTotals(Collection<Sign> signs) {
        return Stream.concat(
                        Stream.of(ALL), signs.stream().flatMap(sign -> Stream.of(sign, new Sign("", sign.signal()))))
                .collect(Collectors.toSet());
    }
}
