package dev.evenkeel.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An OpenID Connect provider as small as the protocol allows: discovery, keys, and an authorization endpoint at which
 * everybody is Grace, who is a member of {@code sre}. Tokens are real: RS256 under a key of its own.
 */
final class IdentityProvider implements AutoCloseable {

    static final String CLIENT = "evenkeel";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys;

    IdentityProvider() throws IOException, GeneralSecurityException {
        keys = newKeys();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, discovery()));
        server.createContext("/jwks", exchange -> json(exchange, jwks()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", exchange -> json(exchange, tokens()));
        server.start();
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token that is good for five minutes. */
    String token(String subject, String... groups) {
        return token(keys, issuer(), subject, Instant.now().plus(Duration.ofMinutes(5)), groups);
    }

    String expiredToken(String subject, String... groups) {
        return token(keys, issuer(), subject, Instant.now().minus(Duration.ofMinutes(5)), groups);
    }

    /** A token that claims to come from this provider and does not. */
    String forgedToken(String subject, String... groups) throws GeneralSecurityException {
        return token(newKeys(), issuer(), subject, Instant.now().plus(Duration.ofMinutes(5)), groups);
    }

    String tokenForSomebodyElse(String subject, String... groups) {
        return token(keys, "http://other.example", subject, Instant.now().plus(Duration.ofMinutes(5)), groups);
    }

    private static String token(KeyPair keys, String issuer, String subject, Instant expiry, String... groups) {
        String names = Arrays.stream(groups).map(name -> '"' + name + '"').collect(Collectors.joining(","));
        String claims = """
                {"iss":"%s","sub":"%s","preferred_username":"%s","aud":"%s","iat":%d,"exp":%d,
                 "realm":{"groups":[%s]}}""".formatted(
                issuer, subject, subject, CLIENT, expiry.getEpochSecond() - 600, expiry.getEpochSecond(), names);
        String signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"one\"}") + "." + encode(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token","response_types_supported":["code"],
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer());
    }

    private String jwks() {
        var key = (RSAPublicKey) keys.getPublic();
        return """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one","n":"%s","e":"%s"}]}""".formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
    }

    private String tokens() {
        String token = token("grace", "sre");
        return """
                {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":300}""".formatted(token, token);
    }

    /** Nobody is asked anything: the browser goes straight back with a code. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String back = URLDecoder.decode(query.get("redirect_uri"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back + "?code=granted&state=" + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void json(HttpExchange exchange, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
