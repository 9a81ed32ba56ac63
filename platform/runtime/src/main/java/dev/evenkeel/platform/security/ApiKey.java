package dev.evenkeel.platform.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key in the clear, as its owner holds it: {@code ek_<id>_<secret><checksum>}. It exists in memory between the
 * wire and the comparison, and once, in the answer that creates it; what is kept is its {@link KeyDigest}.
 *
 * <ul>
 *   <li>{@code id}: {@value #ID_LENGTH} base62 characters, not secret: names the key in lists, logs and look-ups.
 *   <li>{@code secret}: 256 random bits as {@value #SECRET_LENGTH} base62 characters.
 *   <li>{@code checksum}: CRC-32 of everything before it as {@value #CHECKSUM_LENGTH} base62 characters. A truncated or
 *       mistyped key is told apart from an unknown one without asking the database, and a secret scanner that knows
 *       the prefix has no false alarms (the idea is that of GitHub's tokens, 2021).
 * </ul>
 */
public final class ApiKey {

    public static final String PREFIX = "ek_";

    static final int ID_LENGTH = 10;
    static final int SECRET_LENGTH = 43;
    static final int CHECKSUM_LENGTH = 6;

    private static final int SECRET_BITS = 256;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final Pattern FORMAT = Pattern.compile(
            "ek_([0-9A-Za-z]{" + ID_LENGTH + "})_[0-9A-Za-z]{" + (SECRET_LENGTH + CHECKSUM_LENGTH) + "}");

    private final String id;
    private final String text;

    private ApiKey(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** A new key. The random source must be one fit for secrets. */
    public static ApiKey generate(SecureRandom random) {
        var id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        String unchecked = PREFIX + id + "_" + base62(new BigInteger(SECRET_BITS, random), SECRET_LENGTH);
        return new ApiKey(id.toString(), unchecked + checksum(unchecked));
    }

    /** @return empty if the text is not a key of ours, or was changed on its way here */
    public static Optional<ApiKey> parse(String text) {
        var match = FORMAT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int checked = text.length() - CHECKSUM_LENGTH;
        if (!checksum(text.substring(0, checked)).equals(text.substring(checked))) {
            return Optional.empty();
        }
        return Optional.of(new ApiKey(match.group(1), text));
    }

    public String id() {
        return id;
    }

    public KeyDigest digest() {
        return KeyDigest.of(text);
    }

    /** The whole key. Called where the key is shown to its new owner, and nowhere else. */
    public String reveal() {
        return text;
    }

    /** Only the part that is not secret, so that a key never reaches a log by accident. */
    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    private static String base62(BigInteger number, int length) {
        var digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }
}
