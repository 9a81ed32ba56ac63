package dev.evenkeel.alertrouter.notification.http;

import dev.evenkeel.platform.configuration.Secret;

/** How a request proves who sends it. */
public sealed interface HttpCredentials {

    /** Whether there are no files to read. */
    default boolean isAtHand() {
        return switch (this) {
            case None _ -> true;
            case Basic(Secret username, Secret password) -> username.isAtHand() && password.isAtHand();
            case Token(String _, Secret credentials) -> credentials.isAtHand();
            case OAuth2 _ -> false; // more has to be asked for anyway
        };
    }

    /** Not at all. */
    record None() implements HttpCredentials {}

    /** By user name and password; either may come from a file. */
    record Basic(Secret username, Secret password) implements HttpCredentials {}

    /**
     * By a token.
     *
     * @param scheme mostly {@code Bearer}
     */
    record Token(String scheme, Secret credentials) implements HttpCredentials {}

    /** By a token that is asked for first. */
    record OAuth2(OAuth2Settings settings) implements HttpCredentials {}
}
