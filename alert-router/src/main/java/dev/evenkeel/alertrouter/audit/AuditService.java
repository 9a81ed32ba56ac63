package dev.evenkeel.alertrouter.audit;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Writes the audit log.
 *
 * <p>Whoever lets people do something takes the {@link Actor} from {@link ActorSource#current()} while the request is at
 * hand, and calls {@link #record} in the transaction of the action: an action without its line, or a line without its
 * action, cannot be.
 */
@ApplicationScoped
public class AuditService {

    private final AuditStore store;
    private final Pool pool;
    private final Clock clock;

    AuditService(AuditStore store, Pool pool, Clock clock) {
        this.store = store;
        this.pool = pool;
        this.clock = clock;
    }

    /** Adds a line in the transaction of what was done; if it fails, so must the transaction. */
    public Uni<Void> record(SqlConnection transaction, Actor actor, AuditedAction action) {
        return store.add(transaction, clock.instant(), actor, action);
    }

    /** Adds a line for what had no transaction of ours: a refusal, or something that is not kept in the database. */
    public Uni<Void> recordAlone(Actor actor, AuditedAction action) {
        return pool.withTransaction(transaction -> record(transaction, actor, action));
    }
}
