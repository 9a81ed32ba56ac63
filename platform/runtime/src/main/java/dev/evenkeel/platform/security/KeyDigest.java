package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of an API key: what is stored in its place.
 *
 * <p>A plain fast hash is right here. Salt and slow hashes (bcrypt, Argon2) protect secrets that people choose, which
 * can be guessed; a key holds 256 random bits, so that neither a dictionary nor a table helps, and a fast hash lets
 * every request of an ingest stream be checked for a microsecond of CPU (OWASP ASVS 5.0, 11.4: secrets of at least 112
 * bits of entropy may be stored under an approved hash).
 */
public final class KeyDigest {

    private static final int LENGTH = 32;

    private final byte[] bytes;

    private KeyDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static KeyDigest of(String key) {
        return new KeyDigest(sha256(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalArgumentException if it is not 64 hexadecimal digits */
    public static KeyDigest ofHex(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits, this has " + hex.length());
        }
        return new KeyDigest(HexFormat.of().parseHex(hex));
    }

    /** Compares in a time that does not depend on how much of the two is equal. */
    public boolean matches(KeyDigest other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest digest && matches(digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Nothing of the digest: it is no secret, but no use in a log either. */
    @Override
    public String toString() {
        return "KeyDigest[…]";
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
