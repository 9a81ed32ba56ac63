package dev.evenkeel.alertrouter.silence;

import java.util.Set;

import dev.evenkeel.alertrouter.audit.Actor;

/**
 * Who asks for a silence.
 *
 * @param roles of the caller, with those they include; {@value #LINK} of whoever holds a link
 */
public record SilenceAuthor(Actor actor, Set<String> roles) {

    /** What the policy calls those who hold a link from a notification. */
    public static final String LINK = "link";

    public SilenceAuthor {
        roles = Set.copyOf(roles);
    }

    /** Somebody with a link. */
    public static SilenceAuthor withLink(Actor actor) {
        return new SilenceAuthor(actor, Set.of(LINK));
    }
}
