package dev.evenkeel.platform.security;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a request that changes something comes from a page of this very service. A browser adds the session cookie
 * to requests that other pages caused (cross-site request forgery), and {@code SameSite} does not tell apart the ports
 * of one host; the headers below, which a page cannot forge, do.
 *
 * <p>{@code Sec-Fetch-Site} decides where the browser sends it (Fetch Metadata, W3C; only to https and localhost),
 * else {@code Origin} (RFC 6454). Tokens hidden in forms are not needed besides.
 */
public final class SameOrigin {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private SameOrigin() {}

    /**
     * @param fetchSite the Sec-Fetch-Site header, or null
     * @param origin the Origin header, or null
     * @param authority host and port as the client wrote them (the Host header)
     * @param browserAdded whether the credential is one that a browser adds by itself
     */
    public static boolean permits(
            String method, String fetchSite, String origin, String authority, boolean browserAdded) {
        if (SAFE_METHODS.contains(method)) {
            return true;
        }
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none");
        }
        if (origin != null) {
            return authorityOf(origin)
                    .filter(from -> from.equalsIgnoreCase(authority))
                    .isPresent();
        }
        // no browser sends neither; a program that carries a cookie around has a key it can send instead
        return !browserAdded;
    }

    private static Optional<String> authorityOf(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return Optional.empty();
        }
    }
}
