package dev.evenkeel.backup.replication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import dev.evenkeel.backup.replication.ReplicationException.AuthenticationFailed;
import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

/**
 * Answers the server's requests for authentication on one connection: none ("trust"), SCRAM-SHA-256, MD5, and a clear-text
 * password only where the connection is private. Once SCRAM has begun, the server must finish it.
 */
final class Authenticator {

    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private final String user;
    private final Supplier<Optional<String>> password;
    private final boolean isPrivate;
    private Optional<ScramSha256> scram = Optional.empty();
    private boolean scramFinished;

    Authenticator(String user, Supplier<Optional<String>> password, boolean isPrivate) {
        this.user = user;
        this.password = password;
        this.isPrivate = isPrivate;
    }

    /** The body of the password message to send, or empty if there is nothing to say. */
    Optional<byte[]> answer(BackendMessage.Authentication request) throws IOException {
        return switch (request.code()) {
            case OK -> accepted();
            case CLEARTEXT -> Optional.of(cleartext());
            case MD5 -> Optional.of(md5(request.body()));
            case SASL -> Optional.of(startScram(request.body()));
            case SASL_CONTINUE -> Optional.of(bytes(running().clientFinal(text(request.body()))));
            case SASL_FINAL -> {
                running().verify(text(request.body()));
                scramFinished = true;
                yield Optional.empty();
            }
            default ->
                throw new AuthenticationFailed("the server wants an authentication method (" + request.code()
                        + ") that is not supported; trust, md5 and scram-sha-256 are");
        };
    }

    private Optional<byte[]> accepted() throws AuthenticationFailed {
        if (scram.isPresent() && !scramFinished) {
            throw new AuthenticationFailed("the server cut the SCRAM exchange short: it may be an impostor");
        }
        return Optional.empty();
    }

    private byte[] cleartext() throws AuthenticationFailed {
        if (!isPrivate) {
            throw new AuthenticationFailed(
                    "the server wants the password in clear text over a connection without TLS; it is not sent");
        }
        return terminated(secret());
    }

    /** As the manual has it: "md5" + md5(md5(password + user) + salt), hexadecimal. */
    private byte[] md5(ByteBuffer salt) throws AuthenticationFailed {
        String inner = md5Hex(bytes(secret() + user), ByteBuffer.allocate(0));
        return terminated("md5" + md5Hex(bytes(inner), salt));
    }

    private byte[] startScram(ByteBuffer offer) throws AuthenticationFailed, ProtocolViolation {
        if (scram.isPresent()) {
            throw new ProtocolViolation("the server began SCRAM twice");
        }
        boolean offered = false;
        for (String mechanism : text(offer).split("\0", -1)) {
            offered |= mechanism.equals(ScramSha256.MECHANISM);
        }
        if (!offered) {
            throw new AuthenticationFailed("the server offers no " + ScramSha256.MECHANISM);
        }
        byte[] nonce = new byte[18];
        // not a constant: a native image would hold the seed it was built with, and refuses to
        new SecureRandom().nextBytes(nonce);
        ScramSha256 exchange = new ScramSha256("", secret(), Base64.getEncoder().encodeToString(nonce));
        scram = Optional.of(exchange);
        byte[] first = bytes(exchange.clientFirst());
        byte[] mechanism = terminated(ScramSha256.MECHANISM);
        return ByteBuffer.allocate(mechanism.length + Integer.BYTES + first.length)
                .put(mechanism)
                .putInt(first.length)
                .put(first)
                .array();
    }

    private ScramSha256 running() throws ProtocolViolation {
        return scram.orElseThrow(
                () -> new ProtocolViolation("the server continues a SCRAM exchange that nobody began"));
    }

    private String secret() throws AuthenticationFailed {
        return password.get()
                .orElseThrow(() -> new AuthenticationFailed(
                        "the server wants a password for \"" + user + "\" and none is configured"));
    }

    private static String md5Hex(byte[] first, ByteBuffer second) throws AuthenticationFailed {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(first);
            digest.update(second);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException forbidden) {
            throw new AuthenticationFailed("the server wants md5, which this JDK does not do", forbidden);
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] terminated(String text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(text));
        body.write(0);
        return body.toByteArray();
    }
}
