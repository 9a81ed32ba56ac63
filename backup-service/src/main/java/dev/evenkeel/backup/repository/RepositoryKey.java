package dev.evenkeel.backup.repository;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret of 32 bytes that wraps the data keys of backups. Whoever has it can read them; without it nobody can, so it is
 * kept elsewhere than the repository. Its text form never appears in {@link #toString}.
 */
public final class RepositoryKey {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private final byte[] secret;
    private final String id;

    private RepositoryKey(byte[] secret) {
        this.secret = secret;
        this.id = HexFormat.of().formatHex(Cryptography.derive(secret, "evenkeel/1 key id"), 0, 8);
    }

    /** The key in {@code text}: 64 hexadecimal digits or base64 of 32 bytes, white space around it ignored. */
    public static Optional<RepositoryKey> parse(String text) {
        String trimmed = text.strip();
        if (HEX.matcher(trimmed).matches()) {
            return Optional.of(new RepositoryKey(HexFormat.of().parseHex(trimmed)));
        }
        if (BASE64.matcher(trimmed).matches()) {
            return Optional.of(new RepositoryKey(Base64.getDecoder().decode(trimmed)));
        }
        return Optional.empty();
    }

    /** Sixteen hexadecimal digits that tell keys apart and nothing about them. */
    public String id() {
        return id;
    }

    byte[] secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
