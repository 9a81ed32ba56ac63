package dev.evenkeel.platform.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller may do. The four roles of people form a ladder, each with all rights of the one below it: {@code admin}
 * over {@code operator} over {@code responder} over {@code viewer}.
 *
 * <p>{@link #INGEST} stands beside the ladder and includes nothing: a key that lies in the configuration of every
 * exporter must not be able to read anything. Nor does {@code admin} include it, so that a leaked admin session cannot
 * be used to forge signals through an endpoint meant for programs.
 */
public enum Role {
    /** Reads everything that is not secret. */
    VIEWER,
    /** Handles what happens: acknowledges, silences, comments. */
    RESPONDER,
    /** Changes how a service works: configuration, tasks, backups and restores. */
    OPERATOR,
    /** Gives and takes access. */
    ADMIN,
    /** Sends signals and events, reads nothing. */
    INGEST;

    /** As it is written in keys, tokens and annotations. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and every role it includes. */
    public Set<Role> withIncluded() {
        return this == INGEST ? EnumSet.of(INGEST) : EnumSet.range(VIEWER, this);
    }

    public static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }

    /** All of them, for a message that says what is allowed. */
    public static String allIds() {
        return Arrays.stream(values()).map(Role::id).collect(Collectors.joining(", "));
    }

    /** The roles given and all they include, by name. */
    public static Set<String> namesIncludedIn(Set<Role> granted) {
        return granted.stream()
                .flatMap(role -> role.withIncluded().stream())
                .map(Role::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
