package dev.evenkeel.alertrouter.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import dev.evenkeel.platform.configuration.Secret;

/** How a request proves who sends it. */
public sealed interface WebhookAuthorization {

    /** The value of the {@code Authorization} header; the secret is read at this moment. */
    Optional<String> header();

    /** Not at all. */
    record None() implements WebhookAuthorization {

        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /** By user name and password. */
    record Basic(String username, Secret password) implements WebhookAuthorization {

        @Override
        public Optional<String> header() {
            byte[] pair = (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    /**
     * By a token.
     *
     * @param scheme mostly {@code Bearer}
     */
    record Token(String scheme, Secret credentials) implements WebhookAuthorization {

        @Override
        public Optional<String> header() {
            return Optional.of(scheme + " " + credentials.reveal());
        }
    }
}
