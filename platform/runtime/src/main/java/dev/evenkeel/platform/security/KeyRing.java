package dev.evenkeel.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of the database as they were at one moment, in memory: checking a request costs one hash and one comparison.
 * Keys that ended lately are among them, so that their owners can be told why they no longer open anything. Immutable.
 *
 * @param readAt when the database was asked
 */
public record KeyRing(Map<String, RegisteredKey> byId, Instant readAt) {

    public KeyRing {
        byId = Map.copyOf(byId);
    }

    public static KeyRing of(Collection<RegisteredKey> keys, Instant readAt) {
        return new KeyRing(keys.stream().collect(Collectors.toMap(RegisteredKey::id, Function.identity())), readAt);
    }

    /** The key that was shown, usable or not; empty if the id is not known or the secret is not that key's. */
    public Optional<RegisteredKey> find(ApiKey shown) {
        return Optional.ofNullable(byId.get(shown.id()))
                .filter(key -> key.digest().matches(shown.digest()));
    }
}
