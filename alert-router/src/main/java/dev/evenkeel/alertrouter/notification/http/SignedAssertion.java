package dev.evenkeel.alertrouter.notification.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.http.OAuth2Settings.Assertion;

/** A JSON Web Token that states who asks for a token (RFC 7519, RFC 7523), signed with RSA. */
final class SignedAssertion {

    private static final Duration VALID = Duration.ofHours(1);
    private static final Map<String, String> ALGORITHMS =
            Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");
    // PKCS #8's frame of a PKCS #1 key: version 0 and the identifier of RSA
    private static final byte[] VERSION_AND_RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private SignedAssertion() {}

    /** @throws IllegalArgumentException if the key is none */
    static String of(OAuth2Settings settings, Assertion assertion, String key, Instant now) {
        var header = new JsonFields().with("alg", assertion.algorithm()).with("typ", "JWT");
        assertion.keyId().ifPresent(id -> header.with("kid", id));
        var claims = new JsonFields()
                .with("iss", assertion.issuer())
                .with("sub", settings.clientId())
                .with("aud", assertion.audience().orElse(settings.tokenUrl()))
                .with("iat", now.getEpochSecond())
                .with("exp", now.plus(VALID).getEpochSecond())
                .withUnlessEmpty("scope", String.join(" ", settings.scopes()));
        assertion.claims().forEach(claims::with);
        String signed = base64(header.json().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.json().getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(signature(assertion.algorithm(), privateKey(key), signed));
    }

    private static byte[] signature(String algorithm, PrivateKey key, String signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHMS.get(algorithm));
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the key cannot sign", unusable);
        }
    }

    private static PrivateKey privateKey(String pem) {
        boolean bare = pem.contains("BEGIN RSA PRIVATE KEY");
        String base64 = pem.replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            var specification = new PKCS8EncodedKeySpec(bare ? framed(der) : der);
            return KeyFactory.getInstance("RSA").generatePrivate(specification);
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            throw new IllegalArgumentException("the client certificate key is no RSA key in PEM", notAKey);
        }
    }

    private static byte[] framed(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_AND_RSA);
        content.writeBytes(der(0x04, pkcs1));
        return der(0x30, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
