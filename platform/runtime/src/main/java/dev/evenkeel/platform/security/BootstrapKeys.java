package dev.evenkeel.platform.security;

import java.util.List;
import java.util.Optional;

/**
 * Keys that are written in a file and so work before there is a database, and without it: those of the services
 * themselves and of whoever installs them.
 *
 * <pre>
 * keys:
 *   - name: admin
 *     roles: [admin]
 *     sha256: 5e88…      # of the whole key, 64 hexadecimal digits
 *     expires: 2027-01-01T00:00:00Z   # optional
 * </pre>
 */
public record BootstrapKeys(List<RegisteredKey> keys) {

    public static final BootstrapKeys NONE = new BootstrapKeys(List.of());

    public BootstrapKeys {
        keys = List.copyOf(keys);
    }

    /** Compares with every key, whatever is found, so that the time taken tells nothing about where it was found. */
    public Optional<RegisteredKey> find(KeyDigest shown) {
        RegisteredKey found = null;
        for (RegisteredKey key : keys) {
            if (key.digest().matches(shown)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    public Optional<RegisteredKey> named(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
