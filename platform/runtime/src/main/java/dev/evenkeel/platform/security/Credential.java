package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request shows to say who it is, read from its headers and not yet checked. Three ways lead to the same API
 * key because the programs of the field differ: {@code Authorization: Bearer}, {@code X-API-Key}, and the password of
 * HTTP Basic (Grafana, amtool and Prometheus all can do Basic; the user name is ignored).
 */
public sealed interface Credential {

    /** An API key, or something that claims to be one. */
    record Key(String text) implements Credential {
        @Override
        public String toString() {
            return "Key[…]";
        }
    }

    /** A bearer token that is no key of ours: for the identity provider to judge, if one is configured. */
    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** An Authorization header that says nothing we understand. */
    record Unreadable() implements Credential {}

    /**
     * @param authorization the Authorization header, or null
     * @param apiKey the X-API-Key header, or null; used if there is no Authorization header
     * @return empty if the request shows nothing
     */
    static Optional<Credential> fromHeaders(String authorization, String apiKey) {
        if (authorization == null) {
            return Optional.ofNullable(apiKey).map(String::strip).map(Key::new);
        }
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return Optional.of(new Unreadable());
        }
        String value = authorization.substring(space + 1).strip();
        return Optional.of(
                switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
                    case "bearer" -> value.startsWith(ApiKey.PREFIX) ? new Key(value) : new Token(value);
                    case "basic" -> basicPassword(value);
                    default -> new Unreadable();
                });
    }

    private static Credential basicPassword(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return new Unreadable();
        }
        int colon = pair.indexOf(':');
        return colon < 0 ? new Unreadable() : new Key(pair.substring(colon + 1));
    }
}
