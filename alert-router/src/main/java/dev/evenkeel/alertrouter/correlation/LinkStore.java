package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.correlation.cluster.Evidence;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Which incidents have one cause, in PostgreSQL. */
@ApplicationScoped
class LinkStore {

    private static final String ADD = """
            INSERT INTO correlation_link (incident_id, other_id, at, evidence, state)
            SELECT $1, $2, $3, $4, $5
            WHERE NOT EXISTS (SELECT FROM correlation_link WHERE incident_id = $2 AND other_id = $1)
            ON CONFLICT DO NOTHING
            """;

    private static final String OF = """
            SELECT incident_id, other_id, at, evidence, state, remark FROM correlation_link
            WHERE incident_id = $1 OR other_id = $1 ORDER BY at, other_id
            """;

    /** How far it went. */
    enum State {
        /** They point to each other. */
        LINKED,
        /** They are to become one. */
        TO_MERGE,
        /** The second is part of the first. */
        MERGED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * That two incidents have one cause.
     *
     * @param incident the one that was first
     * @param evidence why
     * @param remark why they were not merged, though they were to be
     */
    record Link(UUID incident, UUID other, Instant at, List<Evidence> evidence, State state, String remark) {

        Link {
            evidence = List.copyOf(evidence);
        }
    }

    private final Pool pool;

    LinkStore(Pool pool) {
        this.pool = pool;
    }

    /** @return {@code false} if they were linked already */
    Uni<Boolean> add(SqlClient transaction, Link link) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        link.incident(),
                        link.other(),
                        timestamp(link.at()),
                        EvidenceJson.write(link.evidence()),
                        link.state().text()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Of an incident, the oldest first. */
    Uni<List<Link>> of(UUID incident) {
        return pool.preparedQuery(OF).execute(Tuple.of(incident)).map(LinkStore::read);
    }

    /** Those that are to become one. */
    Uni<List<Link>> toMerge() {
        return pool.preparedQuery("""
                        SELECT incident_id, other_id, at, evidence, state, remark FROM correlation_link
                        WHERE state = 'to-merge' ORDER BY at LIMIT 100
                        """).execute().map(LinkStore::read);
    }

    /** Writes down what became of a link. */
    Uni<Void> conclude(Link link, State state, String remark) {
        return pool.preparedQuery(
                        "UPDATE correlation_link SET state = $3, remark = $4 WHERE incident_id = $1 AND other_id = $2")
                .execute(Tuple.of(link.incident(), link.other(), state.text(), remark))
                .replaceWithVoid();
    }

    private static List<Link> read(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Link(
                        row.getUUID("incident_id"),
                        row.getUUID("other_id"),
                        AlertRowMapper.instant(row, "at"),
                        EvidenceJson.read(row.getString("evidence")),
                        State.of(row.getString("state")),
                        row.getString("remark")))
                .toList();
    }
}
