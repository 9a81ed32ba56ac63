package dev.evenkeel.platform.security.access;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** The keys of the database as entities: made, listed and taken back by people, at their pace. */
@ApplicationScoped
public class ApiKeyStore implements PanacheRepositoryBase<ApiKeyEntity, String> {

    /** The newest first. */
    Uni<List<ApiKeyEntity>> newest(int most) {
        return findAll(Sort.descending("createdAt", "id"))
                .page(Page.ofSize(most))
                .list();
    }

    Uni<Long> countUsable(Instant now) {
        return count("revokedAt is null and (expiresAt is null or expiresAt > ?1)", now);
    }
}
