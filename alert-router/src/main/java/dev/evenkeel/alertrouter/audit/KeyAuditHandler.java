package dev.evenkeel.alertrouter.audit;

import java.time.Clock;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import dev.evenkeel.platform.security.access.KeyChangeHandler;
import dev.evenkeel.platform.web.CorrelationId;

/** Records who made or revoked an API key, in the platform's own transaction, which is one of Hibernate. */
@ApplicationScoped
class KeyAuditHandler implements KeyChangeHandler {

    private static final String ADD = """
            INSERT INTO audit_entry (at, actor_kind, actor, credential, address, action, object_kind, object_id, outcome,
                                     detail, correlation_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'key', ?7, 'done', ?8, ?9)
            """;

    private final ActorSource actors;
    private final Clock clock;

    KeyAuditHandler(ActorSource actors, Clock clock) {
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Uni<Void> changed(Mutiny.Session session, KeyChange change) {
        Actor actor = actors.current();
        String verb = switch (change.kind()) {
            case CREATED -> "create";
            case REVOKED -> "revoke";
        };
        var action = AuditedAction.done(
                "key." + verb,
                "key",
                change.id(),
                "'" + change.name() + "' with " + change.roles().toLowerCase(Locale.ROOT));
        return session.createNativeQuery(ADD)
                .setParameter(1, clock.instant())
                .setParameter(2, actor.kind().id())
                .setParameter(3, actor.name())
                .setParameter(4, actor.credential().orElse(""))
                .setParameter(5, actor.address().orElse(""))
                .setParameter(6, action.action())
                .setParameter(7, action.objectId())
                .setParameter(8, action.detail())
                .setParameter(9, CorrelationId.current().orElse(""))
                .executeUpdate()
                .replaceWithVoid();
    }
}
