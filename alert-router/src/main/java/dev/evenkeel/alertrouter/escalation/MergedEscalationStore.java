package dev.evenkeel.alertrouter.escalation;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.platform.series.Labels;

/** What merging does to escalations in PostgreSQL, while all of the incidents are held. */
@ApplicationScoped
class MergedEscalationStore {

    private static final String FURTHEST_MERGED = """
            SELECT i.id, i.title, e.policy FROM escalation AS e JOIN incident AS i ON i.id = e.incident_id
            WHERE i.merged_into = $1 AND e.state <> 'ended'
            ORDER BY e.state = 'running' DESC, e.next_step DESC, e.started_at LIMIT 1
            """;

    private static final String TAKE_OVER = """
            INSERT INTO escalation (incident_id, policy, state, base, next_step, due_at, group_labels, started_at, storm_id,
                                    unknown_since, ahead_us, critical, severity_rank)
            SELECT $2, policy, state, base, next_step, due_at, $3, started_at, storm_id, unknown_since, ahead_us,
                   (SELECT severity = 'critical' FROM incident WHERE id = $2),
                   (SELECT severity_rank(severity) FROM incident WHERE id = $2)
            FROM escalation WHERE incident_id = $1
            ON CONFLICT (incident_id) DO UPDATE SET policy = excluded.policy, state = excluded.state,
                base = excluded.base, next_step = excluded.next_step, due_at = excluded.due_at,
                storm_id = excluded.storm_id, unknown_since = excluded.unknown_since, ahead_us = excluded.ahead_us,
                critical = excluded.critical, severity_rank = excluded.severity_rank
            """;

    private static final String END_MERGED = """
            UPDATE escalation AS e SET state = 'ended', due_at = NULL, storm_id = NULL FROM incident AS i
            WHERE i.id = e.incident_id AND i.merged_into = $1 AND e.state <> 'ended'
            """;

    /** The escalation of an incident that was merged into another one. */
    record Merged(UUID incident, String title, String policy) {}

    /** Of the escalations of what was merged into an incident, and that did not end, the one that has come furthest. */
    Uni<Optional<Merged>> furthestMerged(SqlConnection transaction, UUID survivor) {
        return transaction
                .preparedQuery(FURTHEST_MERGED)
                .mapping(row -> new Merged(row.getUUID("id"), row.getString("title"), row.getString("policy")))
                .execute(Tuple.of(survivor))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst());
    }

    /** Gives an incident the escalation of another one, as far as it has come. */
    Uni<Void> takeOver(SqlConnection transaction, UUID from, UUID to, Labels groupLabels) {
        return transaction
                .preparedQuery(TAKE_OVER)
                .execute(Tuple.of(from, to, TextMapJson.write(groupLabels.asMap())))
                .replaceWithVoid();
    }

    /** Ends the escalations of what was merged into an incident. */
    Uni<Void> endMerged(SqlConnection transaction, UUID survivor) {
        return transaction.preparedQuery(END_MERGED).execute(Tuple.of(survivor)).replaceWithVoid();
    }
}
