package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.evenkeel.platform.security.ApiKey;

/**
 * The API keys that a suite begins with. Each is kept in a file of its own, for programs; the services get their
 * digests, and {@code keys.txt} tells people.
 */
final class Keys {

    /** A key of the beginning. */
    enum Key {
        ADMIN("admin", "admin", "everything but sending alerts and events, and giving keys to others"),
        VIEWER("viewer", "viewer", "reading everything that is not a secret"),
        INGEST("ingest", "ingest", "sending alerts, events and samples; reads nothing"),
        SUITE("suite", "ingest", "what the services send each other; keep it to them");

        private final String label;
        private final String role;
        private final String purpose;

        Key(String label, String role, String purpose) {
            this.label = label;
            this.role = role;
            this.purpose = purpose;
        }
    }

    private final DataFolder data;

    Keys(DataFolder data) {
        this.data = data;
    }

    /** Makes the keys that are missing, the digests for the services and the list for people. */
    void make() {
        for (Key key : Key.values()) {
            if (!Files.exists(file(key))) {
                DataFolder.writePrivately(
                        file(key), ApiKey.generate(new SecureRandom()).reveal() + "\n");
            }
        }
        DataFolder.writePrivately(digests(), digestsAsYaml());
        DataFolder.writePrivately(data.keys(), listForPeople());
    }

    /** The file that holds one key in the clear. */
    Path file(Key key) {
        return data.secrets().resolve(key.label + ".key");
    }

    String read(Key key) {
        try {
            return Files.readString(file(key)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key " + key.label, e);
        }
    }

    /** The file of digests that the services read. */
    Path digests() {
        return data.secrets().resolve("api-keys.yaml");
    }

    private String digestsAsYaml() {
        return Arrays.stream(Key.values())
                .map(key -> "  - {name: %s, roles: [%s], sha256: %s}\n"
                        .formatted(
                                key.label,
                                key.role,
                                ApiKey.parse(read(key))
                                        .orElseThrow(() -> new KeelException(file(key)
                                                + " does not hold a key any more; delete it and run keel up again"))
                                        .digest()
                                        .hex()))
                .collect(Collectors.joining("", "keys:\n", ""));
    }

    private String listForPeople() {
        return Arrays.stream(Key.values())
                .map(key -> "# %s: %s\n%s\n\n".formatted(key.label, key.purpose, read(key)))
                .collect(Collectors.joining("", "# Use one as: Authorization: Bearer KEY\n\n", ""));
    }
}
