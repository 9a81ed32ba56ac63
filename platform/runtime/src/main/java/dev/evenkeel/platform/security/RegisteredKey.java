package dev.evenkeel.platform.security;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key as the service knows it: everything but the key itself.
 *
 * @param id the public part of the key, or the name of a bootstrap key
 * @param name what people call it
 * @param origin where it is registered
 * @param expiresAt empty if it does not expire
 * @param revokedAt empty if it has not been revoked
 */
public record RegisteredKey(
        String id,
        String name,
        Origin origin,
        KeyDigest digest,
        Set<Role> roles,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {

    /** Where a key is registered, and so who can take it back. */
    public enum Origin {
        /** The file of bootstrap keys: taken back by editing the file. */
        FILE,
        /** The database: taken back over REST. */
        DATABASE
    }

    public RegisteredKey {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("key " + name + " has no role");
        }
        roles = Set.copyOf(EnumSet.copyOf(roles));
    }

    /** Why this key opens nothing at this moment; empty if it does. Its last valid instant is just before the expiry. */
    public Optional<Refusal> refusal(Instant now) {
        if (revokedAt.isPresent()) {
            return Optional.of(new Refusal.Revoked(name, revokedAt.get()));
        }
        return expiresAt.filter(expiry -> !now.isBefore(expiry)).map(expiry -> new Refusal.Expired(name, expiry));
    }
}
