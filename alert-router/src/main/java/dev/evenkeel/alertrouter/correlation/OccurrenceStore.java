package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.correlation.cluster.Membership;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Alerts that began, in PostgreSQL. */
@ApplicationScoped
class OccurrenceStore {

    /** Enough of an incident to tell what it is related to, and a bound on what a storm can write. */
    private static final int MOST_OF_AN_INCIDENT = 200;

    /** As much as one look takes in: the newest. */
    private static final int MOST_AT_ONCE = 2000;

    /**
     * Of several incidents, each of which has a piece of the last parameter. An alert that is older when its incident hears of it
     * is taken to have begun ten minutes ago.
     */
    private static final String NOTE = """
            INSERT INTO correlation_occurrence (fingerprint, starts_at, incident_id, at, labels, annotations)
            SELECT a.fingerprint, a.starts_at, i.id, least(greatest(a.starts_at, i.at - interval '10min'), i.at),
                a.labels, a.annotations
            FROM unnest($1::uuid[], $2::timestamptz[], $3::integer[], $4::integer[]) AS i (id, at, first, last)
            CROSS JOIN LATERAL (
                SELECT * FROM alert WHERE fingerprint = ANY (($6::bigint[])[i.first:i.last])
                ORDER BY starts_at, fingerprint
                LIMIT greatest(0, $5 - (SELECT count(*) FROM correlation_occurrence AS o WHERE o.incident_id = i.id))) AS a
            ON CONFLICT DO NOTHING
            """;

    private static final String COLUMNS = "fingerprint, starts_at, incident_id, at, labels, annotations, cluster";

    private static final String RECENT = "SELECT " + COLUMNS + """
             FROM correlation_occurrence
            WHERE at > $1 AND EXISTS (SELECT FROM correlation_occurrence WHERE cluster IS NULL AND at <= $2)
            ORDER BY at DESC, fingerprint LIMIT $3
            """;

    private static final String OF_INCIDENT = "SELECT " + COLUMNS + """
             FROM correlation_occurrence
            WHERE incident_id IN (
                    WITH RECURSIVE whole (id) AS (
                        SELECT $1::uuid
                        UNION SELECT i.id FROM incident AS i JOIN whole ON i.merged_into = whole.id)
                    SELECT id FROM whole)
               OR fingerprint = ANY ($2)
            ORDER BY at DESC, fingerprint LIMIT $3
            """;

    private static final String SETTLE = """
            UPDATE correlation_occurrence AS o SET cluster = s.cluster, evidence = s.evidence
            FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[]) AS s (fingerprint, starts_at, cluster, evidence)
            WHERE o.fingerprint = s.fingerprint AND o.starts_at = s.starts_at
            """;

    /** One as it is stored. */
    record Stored(
            long fingerprint,
            Instant startsAt,
            UUID incident,
            Instant at,
            Labels labels,
            Map<String, String> annotations,
            Optional<String> cluster) {

        String id() {
            return OccurrenceMapper.id(fingerprint, startsAt);
        }
    }

    private final Pool pool;

    OccurrenceStore(Pool pool) {
        this.pool = pool;
    }

    /** Takes note of the alerts of incidents that these do not know yet. */
    Uni<Void> note(SqlClient transaction, List<Incident> incidents) {
        int size = incidents.size();
        Integer[] first = new Integer[size];
        Integer[] last = new Integer[size];
        int end = 0;
        for (int i = 0; i < size; i++) {
            first[i] = end + 1;
            end += incidents.get(i).firing().size();
            last[i] = end;
        }
        return transaction
                .preparedQuery(NOTE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(incidents.stream().map(Incident::id).toArray(UUID[]::new))
                        .addArrayOfOffsetDateTime(incidents.stream()
                                .map(incident -> timestamp(incident.updatedAt()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfInteger(first)
                        .addArrayOfInteger(last)
                        .addInteger(MOST_OF_AN_INCIDENT)
                        .addArrayOfLong(incidents.stream()
                                .flatMap(incident ->
                                        Arrays.stream(incident.firing().toArray()))
                                .toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /**
     * Those that began after a moment, the oldest first; on a thread that may take its time.
     *
     * @param due there are none if nothing that began by then is left to decide
     */
    Uni<List<Stored>> recent(SqlClient transaction, Instant after, Instant due) {
        return transaction
                .preparedQuery(RECENT)
                .execute(Tuple.of(timestamp(after), timestamp(due), MOST_AT_ONCE))
                // to read two thousand takes a while, and the event loop has others to serve
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(rows -> read(rows).reversed());
    }

    /** Those of an incident and of what was merged into it; on a thread that may take its time. */
    Uni<List<Stored>> of(Incident incident) {
        return pool.preparedQuery(OF_INCIDENT)
                .execute(Tuple.of(incident.id(), incident.firing().toArray(), MOST_AT_ONCE))
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(OccurrenceStore::read);
    }

    /** Writes down what was decided. */
    Uni<Void> settle(SqlClient transaction, Map<Stored, Membership> decided, Map<Stored, String> clusters) {
        if (decided.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Stored> order = List.copyOf(decided.keySet());
        return transaction
                .preparedQuery(SETTLE)
                .execute(Tuple.tuple()
                        .addArrayOfLong(order.stream().map(Stored::fingerprint).toArray(Long[]::new))
                        .addArrayOfOffsetDateTime(order.stream()
                                .map(each -> timestamp(each.startsAt()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfString(order.stream().map(clusters::get).toArray(String[]::new))
                        .addArrayOfString(order.stream()
                                .map(each ->
                                        EvidenceJson.write(decided.get(each).evidence()))
                                .toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Gives up deciding about what is too old for it. */
    Uni<Void> giveUp(SqlClient transaction, Instant before) {
        return transaction
                .preparedQuery("UPDATE correlation_occurrence SET cluster = '' WHERE cluster IS NULL AND at <= $1")
                .execute(Tuple.of(timestamp(before)))
                .replaceWithVoid();
    }

    private static List<Stored> read(RowSet<Row> rows) {
        return rows.stream().map(OccurrenceStore::read).toList();
    }

    static Stored read(Row row) {
        return new Stored(
                row.getLong("fingerprint"),
                AlertRowMapper.instant(row, "starts_at"),
                row.getUUID("incident_id"),
                AlertRowMapper.instant(row, "at"),
                Labels.of(TextMapJson.read(row.getString("labels"))),
                TextMapJson.read(row.getString("annotations")),
                Optional.ofNullable(row.getString("cluster")));
    }
}
