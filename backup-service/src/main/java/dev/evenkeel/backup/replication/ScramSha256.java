package dev.evenkeel.backup.replication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.evenkeel.backup.replication.ReplicationException.AuthenticationFailed;

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding, one exchange per instance:
 * {@link #clientFirst}, {@link #clientFinal}, {@link #verify}. The server is trusted only after {@code verify}: it proves
 * that it knows the password's verifier too.
 */
final class ScramSha256 {

    static final String MECHANISM = "SCRAM-SHA-256";

    private static final String NO_CHANNEL_BINDING = "n,,";

    /** RFC 7677 asks for at least 4096, PostgreSQL lets it be raised; a hostile server shall not keep us busy for hours. */
    private static final int MOST_ITERATIONS = 5_000_000;

    private final String user;
    private final String password;
    private final String nonce;
    private byte[] expectedServerSignature = new byte[0];

    /**
     * @param user without comma and equals sign; PostgreSQL takes it from the start-up message and wants none here
     * @param nonce printable ASCII without comma, unguessable and never used before
     */
    ScramSha256(String user, String password, String nonce) {
        this.user = user;
        this.password = SaslPrep.prepare(password);
        this.nonce = nonce;
    }

    String clientFirst() {
        return NO_CHANNEL_BINDING + clientFirstBare();
    }

    private String clientFirstBare() {
        return "n=" + user + ",r=" + nonce;
    }

    String clientFinal(String serverFirst) throws AuthenticationFailed {
        Map<Character, String> fields = fields(serverFirst);
        String serverNonce = required(fields, 'r');
        if (!serverNonce.startsWith(nonce) || serverNonce.length() == nonce.length()) {
            throw new AuthenticationFailed("the server's nonce does not continue ours");
        }
        byte[] salted = salted(decoded(required(fields, 's')), iterations(required(fields, 'i')));
        String withoutProof =
                "c=" + base64(NO_CHANNEL_BINDING.getBytes(StandardCharsets.US_ASCII)) + ",r=" + serverNonce;
        byte[] transcript =
                (clientFirstBare() + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
        byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
        byte[] proof = hmac(sha256(clientKey), transcript);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        byte[] serverKey = hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII));
        expectedServerSignature = hmac(serverKey, transcript);
        return withoutProof + ",p=" + base64(proof);
    }

    void verify(String serverFinal) throws AuthenticationFailed {
        Map<Character, String> fields = fields(serverFinal);
        if (fields.containsKey('e')) {
            throw new AuthenticationFailed("the server refused: " + fields.get('e'));
        }
        byte[] signature = decoded(required(fields, 'v'));
        if (expectedServerSignature.length == 0 || !MessageDigest.isEqual(signature, expectedServerSignature)) {
            throw new AuthenticationFailed(
                    "the server did not prove that it knows the password: it may be an impostor");
        }
    }

    /** PBKDF2 with one block, which is all that a 32-byte key takes. */
    private byte[] salted(byte[] salt, int iterations) {
        Mac mac = mac(password.getBytes(StandardCharsets.UTF_8));
        mac.update(salt);
        byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = mac.doFinal(round);
            for (int b = 0; b < sum.length; b++) {
                sum[b] ^= round[b];
            }
        }
        return sum;
    }

    private static Map<Character, String> fields(String message) {
        Map<Character, String> fields = new HashMap<>();
        for (String field : message.split(",", -1)) {
            if (field.length() >= 2 && field.charAt(1) == '=') {
                fields.putIfAbsent(field.charAt(0), field.substring(2));
            }
        }
        return fields;
    }

    private static String required(Map<Character, String> fields, char name) throws AuthenticationFailed {
        String value = fields.get(name);
        if (value == null) {
            throw new AuthenticationFailed("the server's SCRAM message lacks the field " + name);
        }
        return value;
    }

    private static int iterations(String text) throws AuthenticationFailed {
        if (text.matches("[0-9]{1,7}")) {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST_ITERATIONS) {
                return count;
            }
        }
        throw new AuthenticationFailed(
                "the server asks for " + text + " iterations; 1 to " + MOST_ITERATIONS + " are done");
    }

    private static byte[] decoded(String base64) throws AuthenticationFailed {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new AuthenticationFailed("the server's SCRAM message is not base64", notBase64);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        return mac(key).doFinal(data);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // An HMAC pads its key with zeros, so one zero byte is the empty key, which SecretKeySpec refuses.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
