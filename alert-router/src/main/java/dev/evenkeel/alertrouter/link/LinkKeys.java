package dev.evenkeel.alertrouter.link;

import java.util.List;
import java.util.Optional;

/**
 * The keys that sign links.
 *
 * @param keys the newest first, which is the one that signs; all of them verify
 */
record LinkKeys(List<Key> keys) {

    static final LinkKeys NONE = new LinkKeys(List.of());

    /** A key; no record, as one would show its secret to whoever compares or prints it. */
    static final class Key {

        private final String id;
        private final byte[] secret;

        /**
         * @param id part of what it signs; no secret
         * @param secret at least 32 random bytes
         */
        Key(String id, byte[] secret) {
            this.id = id;
            this.secret = secret.clone();
        }

        String id() {
            return id;
        }

        byte[] secret() {
            return secret.clone();
        }

        /** Never the secret. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    LinkKeys {
        keys = List.copyOf(keys);
    }

    Optional<Key> signing() {
        return keys.stream().findFirst();
    }

    Optional<Key> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
