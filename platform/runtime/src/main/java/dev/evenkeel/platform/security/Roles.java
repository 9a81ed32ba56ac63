package dev.evenkeel.platform.security;

/** The names of the roles, as {@code @RolesAllowed} needs them. {@link Role} says what each includes. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String RESPONDER = "responder";
    public static final String OPERATOR = "operator";
    public static final String ADMIN = "admin";
    public static final String INGEST = "ingest";

    private Roles() {}
}
