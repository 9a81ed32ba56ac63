package dev.evenkeel.health.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;
import dev.evenkeel.health.state.StateChange;
import dev.evenkeel.platform.events.Outbox;

/** Changes of state in PostgreSQL, each with the event that tells of it. */
@ApplicationScoped
public class ChangeStore {

    private final Pool pool;
    private final Outbox outbox;

    ChangeStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** The states as they were last written, by component. */
    Uni<Map<String, ComponentState>> states() {
        return pool.query("SELECT component, state, since, reason FROM component_state")
                .execute()
                .map(rows -> {
                    Map<String, ComponentState> states = new HashMap<>();
                    rows.forEach(row -> states.put(
                            row.getString("component"),
                            ComponentState.restored(
                                    State.ofCode(row.getString("state")),
                                    row.getOffsetDateTime("since").toInstant(),
                                    row.getString("reason"))));
                    return states;
                });
    }

    /**
     * Writes a change with its event, unless the database has the component in the new state already, since then another
     * replica was first.
     *
     * @return whether it was written
     */
    Uni<Boolean> write(ComponentChanged changed) {
        return pool.withTransaction(transaction -> enter(transaction, changed.change())
                .flatMap(entered -> entered
                        ? record(transaction, changed)
                                .chain(() -> outbox.append(transaction, ComponentChangedJson.event(changed)))
                                .replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private static Uni<Boolean> enter(SqlConnection transaction, StateChange change) {
        return transaction
                .preparedQuery("""
                        INSERT INTO component_state AS known (component, state, since, reason)
                        VALUES ($1, $2, $3, $4)
                        ON CONFLICT (component) DO UPDATE
                        SET state = excluded.state, since = excluded.since, reason = excluded.reason
                        WHERE known.state <> excluded.state
                        """)
                .execute(Tuple.of(
                        change.component(),
                        change.to().state().code(),
                        utc(change.to().since()),
                        change.to().reason()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Uni<Void> record(SqlConnection transaction, ComponentChanged changed) {
        StateChange change = changed.change();
        return transaction
                .preparedQuery("""
                        INSERT INTO state_change
                            (component, from_state, to_state, since, detected_at, reason, cause)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        """)
                .execute(Tuple.from(List.of(
                        change.component(),
                        change.from().code(),
                        change.to().state().code(),
                        utc(change.to().since()),
                        utc(change.detectedAt()),
                        change.to().reason(),
                        changed.cause())))
                .replaceWithVoid();
    }

    /** The newest changes of a component, or of all if {@code component} is null, older than the change {@code before}. */
    public Uni<List<ChangeEntry>> newest(String component, long before, int limit) {
        return pool.preparedQuery("""
                        SELECT id, component, from_state, to_state, since, detected_at, reason, cause
                        FROM state_change
                        WHERE ($1::text IS NULL OR component = $1) AND id < $2
                        ORDER BY id DESC LIMIT $3
                        """)
                .execute(Tuple.of(component, before, limit))
                .map(rows -> rows.stream().map(ChangeStore::entry).toList());
    }

    /** Deletes what was detected before {@code limit}. */
    Uni<Integer> deleteBefore(Instant limit) {
        return pool.preparedQuery("DELETE FROM state_change WHERE detected_at < $1")
                .execute(Tuple.of(utc(limit)))
                .map(rows -> rows.rowCount());
    }

    private static ChangeEntry entry(Row row) {
        return new ChangeEntry(
                row.getLong("id"),
                row.getString("component"),
                State.ofCode(row.getString("from_state")),
                State.ofCode(row.getString("to_state")),
                row.getOffsetDateTime("since").toInstant(),
                row.getOffsetDateTime("detected_at").toInstant(),
                row.getString("reason"),
                row.getString("cause"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
