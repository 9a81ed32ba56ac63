package dev.evenkeel.platform.security;

/**
 * The roles of the suite. {@code admin} includes {@code operator}, which includes {@code responder}, which includes
 * {@code viewer}; {@code ingest} stands alone, so that a program that posts data cannot read any.
 */
public final class Roles {

    /** Reads everything that is not a secret. */
    public static final String VIEWER = "viewer";

    /** Acts on what is happening: acknowledges, silences, notes. */
    public static final String RESPONDER = "responder";

    /** Runs the service: starts backups and tasks, changes definitions, reloads configuration. */
    public static final String OPERATOR = "operator";

    /** Manages keys and everything else. */
    public static final String ADMIN = "admin";

    /** Posts data: alerts, events, samples. */
    public static final String INGEST = "ingest";

    private Roles() {}
}
