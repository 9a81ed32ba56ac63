package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads sessions as signed text, so that no service keeps a table of them: whoever shares the secret and the
 * audience accepts them. One sign-in is therefore good for all services on a host (cookies do not tell ports apart).
 *
 * <p>The text is {@code ek1.<audience>.<secret's id>.<name>.<source>.<roles>.<expiry>.<signature>}, every field in
 * base64url without padding, the expiry in decimal seconds since 1970; the signature is HMAC-SHA-256 over all before
 * it. Signed, not encrypted: it holds nothing that its owner may not see.
 *
 * <p>The first secret signs, all verify: a new one is put first, the old one removed when its sessions are over.
 * Immutable, safe for use by several threads.
 */
public final class SessionTokens {

    /** Shorter secrets than the output of the hash would weaken it (RFC 2104, section 3). */
    public static final int SHORTEST_SECRET = 32;

    /** No cookie of ours comes near; a longer one is not even looked at. */
    private static final int LONGEST_TOKEN = 2048;

    private static final String VERSION = "ek1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FIELDS = 8;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final String audience;
    private final List<Secret> secrets;

    private record Secret(String id, SecretKeySpec key) {}

    /**
     * @param audience the suite that these sessions are for, such as {@code evenkeel}
     * @param secrets at least one, each of at least {@value #SHORTEST_SECRET} bytes
     * @throws IllegalArgumentException if there is none or one is shorter
     */
    public SessionTokens(String audience, List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one session secret is needed");
        }
        this.audience = audience;
        this.secrets = secrets.stream().map(SessionTokens::secret).toList();
    }

    private static Secret secret(byte[] bytes) {
        if (bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "a session secret needs at least " + SHORTEST_SECRET + " bytes, this one has " + bytes.length);
        }
        var key = new SecretKeySpec(bytes, ALGORITHM);
        byte[] fingerprint = sign(key, "key id");
        return new Secret(HexFormat.of().formatHex(Arrays.copyOf(fingerprint, 4)), key);
    }

    public String write(Session session) {
        Secret secret = secrets.getFirst();
        String roles = session.roles().stream()
                .sorted(Comparator.naturalOrder())
                .map(Role::id)
                .collect(Collectors.joining(","));
        String signed = String.join(
                ".",
                VERSION,
                encode(audience),
                secret.id(),
                encode(session.name()),
                encode(session.source()),
                encode(roles),
                Long.toString(session.expiresAt().getEpochSecond()));
        return signed + "." + signature(secret, signed);
    }

    /** @return empty for anything but an unexpired session, signed by a secret of ours, for this audience */
    public Optional<Session> read(String token, Instant now) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String[] fields = token.split("\\.", FIELDS + 1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION) || !isSigned(token, fields)) {
            return Optional.empty();
        }
        return contents(fields).filter(session -> now.isBefore(session.expiresAt()));
    }

    private boolean isSigned(String token, String[] fields) {
        String signed = token.substring(0, token.lastIndexOf('.'));
        // compared as text: a decoder would let several texts stand for the same bytes
        byte[] signature = fields[7].getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .filter(secret -> secret.id().equals(fields[2]))
                .anyMatch(secret ->
                        MessageDigest.isEqual(signature(secret, signed).getBytes(StandardCharsets.UTF_8), signature));
    }

    private Optional<Session> contents(String[] fields) {
        try {
            if (!decode(fields[1]).equals(audience)) {
                return Optional.empty();
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (String role : decode(fields[5]).split(",", -1)) {
                Role.of(role).ifPresent(roles::add);
            }
            if (roles.isEmpty()) {
                return Optional.empty();
            }
            var expiresAt = Instant.ofEpochSecond(Long.parseLong(fields[6]));
            return Optional.of(new Session(decode(fields[3]), decode(fields[4]), roles, expiresAt));
        } catch (IllegalArgumentException | DateTimeException signedByAnotherRelease) {
            return Optional.empty();
        }
    }

    private static String signature(Secret secret, String signed) {
        return ENCODER.encodeToString(sign(secret.key(), signed));
    }

    private static String encode(String field) {
        return ENCODER.encodeToString(field.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String field) {
        return new String(DECODER.decode(field), StandardCharsets.UTF_8);
    }

    private static byte[] sign(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
