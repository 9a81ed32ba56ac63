package dev.evenkeel.platform.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The headers that tell a browser what an answer of ours may not do. Every script, style and image comes from our own
 * origin and none is written inline, so the policy can be strict; it costs nothing on answers that are not pages.
 */
final class SecurityHeaders {

    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("default-src 'self'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    // Swagger UI, which is not ours to change, starts itself by a script in its page.
    private static final String FOREIGN_PAGES = "/q/swagger-ui";
    private static final CharSequence POLICY_OF_FOREIGN_PAGES =
            HttpHeaders.createOptimized("default-src 'self'; script-src 'self' 'unsafe-inline'; "
                    + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

    private SecurityHeaders() {}

    static void addTo(MultiMap headers, String path) {
        boolean foreign = path != null && path.startsWith(FOREIGN_PAGES);
        headers.set(CONTENT_SECURITY_POLICY, foreign ? POLICY_OF_FOREIGN_PAGES : POLICY);
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(REFERRER_POLICY, SAME_ORIGIN);
    }
}
