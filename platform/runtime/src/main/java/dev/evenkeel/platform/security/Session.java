package dev.evenkeel.platform.security;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A signed-in person, as the session cookie says it.
 *
 * @param name shown on every page: the key's name or the person's name at the identity provider
 * @param source which credential opened the session and where, such as {@code key:4fWz09kQpA@health-service}: the
 *     service that knows the credential ends the session when the credential ends
 * @param roles as granted, without those they include
 */
public record Session(String name, String source, Set<Role> roles, Instant expiresAt) {

    public Session {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a session without a role opens nothing");
        }
        roles = Set.copyOf(EnumSet.copyOf(roles));
    }
}
