package dev.evenkeel.platform.security;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who is calling, once it is settled.
 *
 * @param name for people and for the audit log
 * @param source which credential was shown and where it is registered; see {@link Session#source()}
 * @param roles as granted, without those they include; may be empty for a person at the identity provider whom nobody
 *     gave a role
 * @param via how the credential came
 */
public record Caller(String name, String source, Set<Role> roles, Via via) {

    /** How a credential came; what a browser adds by itself is treated with more suspicion. */
    public enum Via {
        HEADER,
        COOKIE
    }

    public Caller {
        var copy = EnumSet.noneOf(Role.class);
        copy.addAll(roles);
        roles = Set.copyOf(copy);
    }
}
