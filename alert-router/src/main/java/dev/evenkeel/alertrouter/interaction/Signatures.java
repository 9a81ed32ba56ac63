package dev.evenkeel.alertrouter.interaction;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who sent a call-back. Every signature is HMAC-SHA-256 (RFC 2104) in hexadecimal digits and is compared in constant
 * time.
 */
final class Signatures {

    /** How far a sender's clock may be from ours, either way; older ones may be somebody's recording. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /**
     * Slack's: {@code v0=} and the HMAC of {@code v0:<timestamp>:<body>}.
     *
     * <p>Source: Slack, "Verifying requests from Slack".
     *
     * @param timestamp the header {@code X-Slack-Request-Timestamp}; may be null
     * @param signature the header {@code X-Slack-Signature}; may be null
     */
    static boolean isSlacks(String secret, String timestamp, byte[] body, String signature, Instant now) {
        return signature != null
                && isFresh(timestamp, now)
                && same("v0=" + hmac(secret, "v0:" + timestamp + ":", body), signature);
    }

    /**
     * PagerDuty's of version 3: {@code v1=} and the HMAC of the body; several are separated by commas while a secret is
     * replaced.
     *
     * <p>Source: PagerDuty, "Webhook Signatures". It has no time in it: whoever recorded a body can show it for ever, so
     * that it depends on what the body says whether anything is done.
     *
     * @param signatures the header {@code X-PagerDuty-Signature}; may be null
     */
    static boolean isPagerDutys(String secret, byte[] body, String signatures) {
        if (signatures == null) {
            return false;
        }
        String expected = "v1=" + hmac(secret, "", body);
        // all of them, so that the time taken tells nothing
        return Stream.of(signatures.split(",", 20))
                        .filter(signature -> same(expected, signature.strip()))
                        .count()
                > 0;
    }

    /**
     * Ours: {@code v1=} and the HMAC of {@code <timestamp>.<body>}.
     *
     * @param timestamp the header {@code X-Evenkeel-Timestamp}, seconds since 1970; may be null
     * @param signature the header {@code X-Evenkeel-Signature}; may be null
     */
    static boolean isOurs(String secret, String timestamp, byte[] body, String signature, Instant now) {
        return signature != null
                && isFresh(timestamp, now)
                && same("v1=" + hmac(secret, timestamp + ".", body), signature);
    }

    /**
     * When a signature shown now is worth nothing any more, whatever the time that was signed: that may be ahead as far as it
     * may be behind.
     */
    static Instant outdatedAt(Instant now) {
        return now.plus(TOLERANCE.multipliedBy(2));
    }

    private static boolean isFresh(String timestamp, Instant now) {
        if (timestamp == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return age.compareTo(TOLERANCE) <= 0;
    }

    private static boolean same(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    static String hmac(String secret, String prefix, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
