package dev.evenkeel.alertrouter.audit;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.StorableText;

/**
 * Who does something.
 *
 * @param kind how we know them
 * @param name for people to read: a key's name, a person's name at the identity provider or in Slack; at most
 *     {@value #LONGEST} characters, the rest is cut off
 * @param credential what was shown, such as {@code key:4fWz09kQpA@alert-router}, {@code oidc:ann} or {@code link:k2};
 *     never a secret
 * @param address from which they called; empty if nobody called
 */
public record Actor(Kind kind, String name, Optional<String> credential, Optional<String> address) {

    /** By what we know somebody. */
    public enum Kind {
        /** An API key, by header or in a session. */
        KEY,
        /** A person of the identity provider. */
        OIDC,
        /** Whoever holds a signed link of a notification. */
        LINK,
        /** A person in Slack, vouched for by Slack's signature. */
        SLACK,
        /** PagerDuty, vouched for by its signature. */
        PAGERDUTY,
        /** A program that signs what it calls back with. */
        WEBHOOK,
        /** Nobody: the service by itself. */
        ITSELF;

        /** As it is stored and shown. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int LONGEST = 300;

    private static final Actor ITSELF = new Actor(Kind.ITSELF, "alert-router", Optional.empty(), Optional.empty());

    public Actor {
        Objects.requireNonNull(kind, "kind");
        name = cut(name);
        credential = credential.map(Actor::cut);
        address = address.map(Actor::cut);
    }

    public static Actor itself() {
        return ITSELF;
    }

    private static String cut(String text) {
        String clean = StorableText.of(text);
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
