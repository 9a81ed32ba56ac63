package dev.evenkeel.platform.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigProblems;
import dev.evenkeel.platform.configuration.YamlParser;

/** Reads the file of bootstrap keys, and says what is wrong with it by line and column. */
public final class BootstrapKeysReader {

    private BootstrapKeysReader() {}

    /** @return what could be read; not to be used if there are problems afterwards */
    public static BootstrapKeys read(String file, String yaml, ConfigProblems problems) {
        List<RegisteredKey> keys = YamlParser.parse(file, yaml, problems).stream()
                .map(ConfigDocument::root)
                .flatMap(root -> keys(root).stream())
                .toList();
        return new BootstrapKeys(problems.isEmpty() ? keys : List.of());
    }

    private static List<RegisteredKey> keys(ConfigNode root) {
        ConfigMapping document = root.mapping();
        Set<String> names = new HashSet<>();
        List<RegisteredKey> keys = document.required("keys").list(BootstrapKeysReader::key).stream()
                .flatMap(Optional::stream)
                .toList();
        for (RegisteredKey key : keys) {
            if (!names.add(key.name())) {
                root.reject("has two keys with the name '" + key.name() + "'");
            }
        }
        document.refuseOthers();
        return keys;
    }

    private static Optional<RegisteredKey> key(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        String name = fields.required("name").name();
        List<Role> roles = fields.required("roles").list(role -> role.oneOf(Role.class));
        // the digest itself is kept out of the message: a key pasted here by mistake must not reach a log
        KeyDigest digest = fields.required("sha256").parsed(BootstrapKeysReader::digest, null);
        Optional<Instant> expires =
                fields.optional("expires").map(value -> value.parsed(BootstrapKeysReader::instant, Instant.MIN));
        fields.refuseOthers();
        if (roles.isEmpty()) {
            node.reject("needs at least one role");
        }
        if (roles.isEmpty() || digest == null) {
            return Optional.empty();
        }
        return Optional.of(new RegisteredKey(
                name, name, RegisteredKey.Origin.FILE, digest, EnumSet.copyOf(roles), expires, Optional.empty()));
    }

    private static KeyDigest digest(String hex) {
        try {
            return KeyDigest.ofHex(hex);
        } catch (IllegalArgumentException notHex) {
            throw new IllegalArgumentException("must be the SHA-256 of the key, 64 hexadecimal digits", notHex);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("must be a time such as 2027-01-01T00:00:00Z", notATime);
        }
    }
}
