package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

/** Lets people take a shift over, and give it back. */
@ApplicationScoped
public class OverrideService {

    private final OverrideStore store;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;

    OverrideService(OverrideStore store, AuditService audit, Pool pool, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    public Uni<List<StoredOverride>> during(List<String> schedules, Span span) {
        return store.during(pool, schedules, span);
    }

    public Uni<Optional<StoredOverride>> find(UUID id) {
        return store.find(pool, id);
    }

    /** Puts somebody on call, by a schedule that there is. */
    public Uni<StoredOverride> create(String schedule, String person, Span span, String reason, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var override = new StoredOverride(
                UUID.randomUUID(), schedule, person, span, reason, Optional.empty(), by.name(), now, Optional.empty());
        var action = AuditedAction.done(
                "override.create",
                "override",
                override.id().toString(),
                "%s is on call by %s from %s to %s"
                        .formatted(
                                person,
                                schedule,
                                span.from().truncatedTo(ChronoUnit.SECONDS),
                                span.to().truncatedTo(ChronoUnit.SECONDS)));
        return pool.withTransaction(transaction -> store.lock(transaction, schedule)
                .chain(() -> store.add(transaction, override))
                .chain(() -> audit.record(transaction, by, action))
                .replaceWith(override));
    }

    /** Ends an override now, or undoes it if it has not begun. @return {@code false} if it was over already */
    public Uni<Boolean> end(StoredOverride override, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var action = AuditedAction.done(
                "override.delete",
                "override",
                override.id().toString(),
                "%s is no longer on call by %s in its place".formatted(override.person(), override.schedule()));
        return pool.withTransaction(transaction -> store.lock(transaction, override.schedule())
                .chain(() -> store.end(transaction, override.id(), now, by.name()))
                .flatMap(ended -> ended
                        ? audit.record(transaction, by, action).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }
}
