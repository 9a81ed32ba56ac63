package dev.evenkeel.alertrouter.notification.email;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.evenkeel.alertrouter.notification.email.EmailSettings.Server;
import dev.evenkeel.platform.configuration.Secret;

/** Proving to a mail server who we are, in the first way of its list that we have something for. */
final class SmtpLogin {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final SmtpConversation conversation;
    private final Server server;

    SmtpLogin(SmtpConversation conversation, Server server) {
        this.conversation = conversation;
        this.server = server;
    }

    /** @param mechanisms that the server offers, in its order */
    void login(List<String> mechanisms) throws IOException {
        var missing = new ArrayList<String>();
        for (String mechanism : mechanisms) {
            Optional<Secret> with = mechanism.equals("CRAM-MD5") ? server.secret() : server.password();
            boolean known = Set.of("CRAM-MD5", "PLAIN", "LOGIN").contains(mechanism);
            if (known && with.isPresent()) {
                login(mechanism, server.username().orElseThrow(), with.get().reveal());
                return;
            }
            missing.add(
                    known
                            ? "missing %s for %s auth mechanism"
                                    .formatted(mechanism.equals("CRAM-MD5") ? "secret" : "password", mechanism)
                            : "unknown auth mechanism: " + mechanism);
        }
        throw new IOException("find auth mechanism: " + String.join(", ", missing));
    }

    private void login(String mechanism, String username, String secret) throws IOException {
        switch (mechanism) {
            case "CRAM-MD5" -> {
                String challenge = decoded(conversation.ask("AUTH CRAM-MD5", 334));
                conversation.ask(encoded(username + " " + digest(challenge, secret)), 235);
            }
            case "PLAIN" -> {
                if (!conversation.isEncrypted() && !THIS_MACHINE.contains(server.host())) {
                    throw new IOException("PLAIN auth: unencrypted connection");
                }
                conversation.ask("AUTH PLAIN " + encoded(server.identity() + "\0" + username + "\0" + secret), 235);
            }
            default -> {
                String asked = conversation.ask("AUTH LOGIN", 334);
                String next = conversation.ask(answer(asked, username, secret), 334);
                conversation.ask(answer(next, username, secret), 235);
            }
        }
    }

    private static String answer(String asked, String username, String secret) throws IOException {
        return switch (decoded(asked).toLowerCase(Locale.ROOT)) {
            case "username:" -> encoded(username);
            case "password:" -> encoded(secret);
            default -> throw new IOException("LOGIN auth: unexpected server challenge");
        };
    }

    /** RFC 2195. */
    static String digest(String challenge, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacMD5", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the server's challenge is not Base64", malformed);
        }
    }
}
