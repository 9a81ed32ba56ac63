package dev.evenkeel.backup.repository;

import java.util.List;
import java.util.Optional;

/**
 * The repository keys we have: the first wraps new backups, all open old ones. A key is rotated by putting a new one in
 * front.
 */
public record KeyRing(List<RepositoryKey> keys) {

    public KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a repository needs a key");
        }
        keys = List.copyOf(keys);
    }

    RepositoryKey current() {
        return keys.getFirst();
    }

    Optional<RepositoryKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
