package dev.evenkeel.alertrouter.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.platform.web.CorrelationId;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** The audit log in PostgreSQL, which itself refuses to change a line or to delete one before its time. */
@ApplicationScoped
class AuditStore {

    private static final String ADD = """
            INSERT INTO audit_entry (at, actor_kind, actor, credential, address, action, object_kind, object_id, outcome,
                                     detail, correlation_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

    private static final String FIND = """
            SELECT * FROM audit_entry
            WHERE ($1::text IS NULL OR lower(actor) = lower($1))
              AND ($2::text IS NULL OR action = $2 OR (right($2, 1) = '.' AND starts_with(action, $2)))
              AND ($3::text IS NULL OR object_kind = $3)
              AND ($4::text IS NULL OR object_id = $4)
              AND ($5::text IS NULL OR outcome = $5)
              AND ($6::timestamptz IS NULL OR at >= $6)
              AND ($7::timestamptz IS NULL OR at < $7)
              AND ($8::bigint IS NULL OR number < $8)
            ORDER BY number DESC LIMIT $9
            """;

    /** The trigger of the table lets lines go only where this is said, for the one transaction. */
    private static final String LET_GO = "SELECT set_config('evenkeel.audit_retention', 'on', true)";

    private final Pool pool;

    AuditStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, Instant now, Actor actor, AuditedAction action) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(timestamp(now))
                        .addString(actor.kind().id())
                        .addString(actor.name())
                        .addString(actor.credential().orElse(""))
                        .addString(actor.address().orElse(""))
                        .addString(action.action())
                        .addString(action.objectKind())
                        .addString(action.objectId())
                        .addString(action.outcome().id())
                        .addString(action.detail())
                        .addString(CorrelationId.current().orElse("")))
                .replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<AuditEntry>> find(AuditQuery query) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple()
                        .addString(query.actor().orElse(null))
                        .addString(query.action().orElse(null))
                        .addString(query.objectKind().orElse(null))
                        .addString(query.objectId().orElse(null))
                        .addString(query.outcome().orElse(null))
                        .addOffsetDateTime(
                                query.from().map(AlertRowMapper::timestamp).orElse(null))
                        .addOffsetDateTime(
                                query.to().map(AlertRowMapper::timestamp).orElse(null))
                        .addLong(query.before().orElse(null))
                        .addInteger(query.limit()))
                .map(rows -> rows.stream().map(AuditStore::read).toList());
    }

    private static AuditEntry read(Row row) {
        var actor = new Actor(
                Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                row.getString("actor"),
                Optional.of(row.getString("credential")).filter(text -> !text.isEmpty()),
                Optional.of(row.getString("address")).filter(text -> !text.isEmpty()));
        var action = new AuditedAction(
                row.getString("action"),
                row.getString("object_kind"),
                row.getString("object_id"),
                AuditedAction.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("detail"));
        return new AuditEntry(
                row.getLong("number"),
                AlertRowMapper.instant(row, "at"),
                actor,
                action,
                row.getString("correlation_id"));
    }

    /** Removes what is older than it has to be kept. */
    Uni<Void> forgetBefore(Instant moment) {
        return pool.withTransaction(transaction -> transaction
                .query(LET_GO)
                .execute()
                .flatMap(said -> transaction
                        .preparedQuery("DELETE FROM audit_entry WHERE at < $1")
                        .execute(Tuple.of(timestamp(moment))))
                .replaceWithVoid());
    }
}
