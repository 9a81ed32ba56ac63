package dev.evenkeel.platform.security.access;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** API keys over REST. The key itself is in the answer that creates it, and never again. */
@Path("/api/v1/keys")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_LISTED = 5000;

    private final KeyAdministration administration;
    private final ApiKeyStore store;
    private final SecurityIdentity identity;
    private final Clock clock;

    KeysResource(KeyAdministration administration, ApiKeyStore store, SecurityIdentity identity, Clock clock) {
        this.administration = administration;
        this.store = store;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * @param name what the key is for, 1 to 200 characters
     * @param roles at least one
     * @param expiresAt absent for a key that does not expire
     */
    public record KeyRequest(String name, List<String> roles, Instant expiresAt) {}

    /** @param key the whole key; store it now, it cannot be shown again */
    public record CreatedKey(String id, String name, List<String> roles, Instant expiresAt, String key) {}

    /** @param state {@code usable}, {@code expired} or {@code revoked} */
    public record ListedKey(
            String id,
            String name,
            List<String> roles,
            String state,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant revokedAt,
            String revokedBy,
            Instant lastUsedAt) {}

    public record ListedKeys(List<ListedKey> keys) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Uni<CreatedKey> create(KeyRequest request) {
        if (request == null) {
            throw ProblemException.badRequest("The body is empty; it needs a name and roles.");
        }
        String name = request.name() == null ? "" : request.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "/name", "is missing, too long or has control characters", "1 to " + LONGEST_NAME + " characters");
        }
        return administration
                .create(name, roles(request.roles()), Optional.ofNullable(request.expiresAt()), caller())
                .map(made -> new CreatedKey(
                        made.key().id(),
                        name,
                        List.of(made.entity().roles),
                        made.entity().expiresAt,
                        made.key().reveal()));
    }

    @GET
    @WithSession
    public Uni<ListedKeys> list() {
        Instant now = clock.instant();
        return store.newest(MOST_LISTED)
                .map(keys -> new ListedKeys(
                        keys.stream().map(key -> listed(key, now)).toList()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<ListedKey> revoke(@PathParam("id") String id) {
        return administration.revoke(id, caller()).map(key -> listed(key, clock.instant()));
    }

    private String caller() {
        return identity.getPrincipal().getName();
    }

    private static Set<Role> roles(List<String> names) {
        var roles = EnumSet.noneOf(Role.class);
        if (names == null || names.isEmpty()) {
            throw ProblemException.invalid("/roles", "is missing or empty", Role.allIds());
        }
        for (int i = 0; i < names.size(); i++) {
            String where = "/roles/" + i;
            String name = names.get(i);
            roles.add(Optional.ofNullable(name)
                    .flatMap(Role::of)
                    .orElseThrow(() -> ProblemException.invalid(where, "is no role: " + name, Role.allIds())));
        }
        return roles;
    }

    private static ListedKey listed(ApiKeyEntity key, Instant now) {
        String state = key.revokedAt != null ? "revoked" : key.isUsableAt(now) ? "usable" : "expired";
        return new ListedKey(
                key.id,
                key.name,
                List.of(key.roles),
                state,
                key.createdAt,
                key.createdBy,
                key.expiresAt,
                key.revokedAt,
                key.revokedBy,
                key.lastUsedAt);
    }
}
