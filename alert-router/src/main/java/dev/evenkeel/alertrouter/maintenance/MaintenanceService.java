package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Keeps maintenance windows, each change with its line in the audit log. */
@ApplicationScoped
class MaintenanceService {

    private final MaintenanceStore store;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;

    MaintenanceService(MaintenanceStore store, AuditService audit, Pool pool, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<List<MaintenanceWindow>> list() {
        return store.all().map(MaintenanceWindows::all);
    }

    Uni<Void> add(MaintenanceWindow window, Actor actor) {
        return pool.withTransaction(transaction -> store.add(transaction, window, clock.instant())
                .chain(() -> record(transaction, actor, "create", window)));
    }

    /** @throws ProblemException as a failure: 404 if there is none, 409 if it has another version than expected */
    Uni<MaintenanceWindow> change(
            UUID id, Optional<Integer> expected, Function<MaintenanceWindow, MaintenanceWindow> to, Actor actor) {
        return pool.withTransaction(transaction -> locked(transaction, id, expected)
                .map(to)
                .call(window -> store.change(transaction, window, clock.instant()))
                .call(window -> record(transaction, actor, "change", window)));
    }

    /**
     * Ends the time that is now.
     *
     * @throws ProblemException as a failure: 404 if there is none, 409 if it is not on
     */
    Uni<MaintenanceWindow> end(UUID id, Actor actor) {
        return pool.withTransaction(transaction -> locked(transaction, id, Optional.empty())
                .map(window -> window.withoutTheTimeAt(clock.instant(), window.version() + 1)
                        .orElseThrow(() -> ProblemException.conflict("The window is not on at the moment")))
                .call(window -> store.change(transaction, window, clock.instant()))
                .call(window -> record(transaction, actor, "end", window)));
    }

    /** @throws ProblemException as a failure: 404 if there is none */
    Uni<Void> remove(UUID id, Actor actor) {
        return pool.withTransaction(transaction -> locked(transaction, id, Optional.empty())
                .call(window -> store.remove(transaction, id))
                .call(window -> record(transaction, actor, "delete", window))
                .replaceWithVoid());
    }

    private Uni<MaintenanceWindow> locked(SqlConnection transaction, UUID id, Optional<Integer> expected) {
        return store.lock(transaction, id).map(found -> {
            MaintenanceWindow window = found.orElseThrow(() -> missing(id));
            if (expected.isPresent() && expected.get() != window.version()) {
                throw Problem.conflict("The window has version " + window.version() + " by now: look at it again")
                        .with("version", window.version())
                        .asException();
            }
            return window;
        });
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound("There is no maintenance window " + id);
    }

    private Uni<Void> record(SqlConnection transaction, Actor actor, String verb, MaintenanceWindow window) {
        String detail = "%s: %s from %s %s for %s %s"
                .formatted(
                        window.name(),
                        window.matchers(),
                        window.start(),
                        window.zone(),
                        PrometheusDuration.format(window.duration()),
                        window.rule().orElse("once"));
        return audit.record(
                transaction,
                actor,
                AuditedAction.done(
                        "maintenance." + verb, "maintenance", window.id().toString(), detail));
    }
}
