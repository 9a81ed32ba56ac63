package dev.evenkeel.platform.security.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.security.ApiKey;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.access.KeyChangeHandler.KeyChange;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Makes keys and takes them back, and leaves a line in the audit log for each. */
@ApplicationScoped
public class KeyAdministration {

    /** Kept apart by its category, so that a deployment can send it where nobody deletes it. */
    private static final Logger AUDIT = Logger.getLogger("dev.evenkeel.audit");

    private final ApiKeyStore store;
    private final DatabaseKeys databaseKeys;
    private final Clock clock;
    private final int mostUsable;
    private final Instance<KeyChangeHandler> handlers;
    private final SecureRandom random = new SecureRandom();

    KeyAdministration(
            ApiKeyStore store,
            DatabaseKeys databaseKeys,
            Clock clock,
            SecurityConfiguration configuration,
            @Any Instance<KeyChangeHandler> handlers) {
        this.handlers = handlers;
        this.store = store;
        this.databaseKeys = databaseKeys;
        this.clock = clock;
        this.mostUsable = configuration.keys().most();
    }

    /** A key that was just made, and the only copy of it. */
    record NewKey(ApiKey key, ApiKeyEntity entity) {}

    /**
     * @param expiresAt in the future, or empty for a key that does not expire
     * @throws ProblemException as a failed Uni: 400 for an expiry in the past, 409 if there are too many keys
     */
    Uni<NewKey> create(String name, Set<Role> roles, Optional<Instant> expiresAt, String by) {
        return persist(name, roles, expiresAt, by).invoke(made -> {
            databaseKeys.forget();
            AUDIT.infof(
                    "api key created: id=%s name='%s' roles=%s expires=%s by='%s'",
                    made.key().id(),
                    name,
                    List.of(made.entity().roles),
                    expiresAt.map(Instant::toString).orElse("never"),
                    by);
        });
    }

    @WithTransaction
    Uni<NewKey> persist(String name, Set<Role> roles, Optional<Instant> expiresAt, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (expiresAt.filter(expiry -> !expiry.isAfter(now)).isPresent()) {
            throw ProblemException.invalid("/expiresAt", "is not in the future", "a time after " + now);
        }
        ApiKey key = ApiKey.generate(random);
        var entity = new ApiKeyEntity();
        entity.id = key.id();
        entity.name = name;
        entity.digest = key.digest().hex();
        entity.roles =
                roles.stream().sorted(Comparator.naturalOrder()).map(Role::id).toArray(String[]::new);
        entity.createdAt = now;
        entity.createdBy = by;
        entity.expiresAt = expiresAt.orElse(null);
        return store.countUsable(now).chain(usable -> {
            if (usable >= mostUsable) {
                throw ProblemException.conflict(
                        "There are " + usable + " usable keys, and no more are allowed. Revoke those nobody uses.");
            }
            return store.persist(entity)
                    .chain(() -> tell(KeyChangeHandler.Kind.CREATED, entity, by))
                    .replaceWith(new NewKey(key, entity));
        });
    }

    private Uni<Void> tell(KeyChangeHandler.Kind kind, ApiKeyEntity entity, String by) {
        var change = new KeyChange(kind, entity.id, entity.name, String.join(", ", entity.roles), by);
        return Multi.createFrom()
                .iterable(handlers)
                .onItem()
                .transformToUniAndConcatenate(
                        handler -> store.getSession().chain(session -> handler.changed(session, change)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Takes a key back. A key that was taken back before stays as it is: asking twice is no mistake. */
    Uni<ApiKeyEntity> revoke(String id, String by) {
        return markRevoked(id, by).invoke(entity -> {
            databaseKeys.forget();
            AUDIT.infof("api key revoked: id=%s name='%s' by='%s'", entity.id, entity.name, by);
        });
    }

    @WithTransaction
    Uni<ApiKeyEntity> markRevoked(String id, String by) {
        return store.findById(id).chain(entity -> {
            if (entity == null) {
                throw Problem.notFound("There is no API key with the id '" + id + "'.")
                        .asException();
            }
            if (entity.revokedAt != null) {
                return Uni.createFrom().item(entity);
            }
            entity.revokedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            entity.revokedBy = by;
            return tell(KeyChangeHandler.Kind.REVOKED, entity, by).replaceWith(entity);
        });
    }
}
