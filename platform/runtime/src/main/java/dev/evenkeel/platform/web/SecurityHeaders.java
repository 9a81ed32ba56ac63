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
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

    private SecurityHeaders() {}

    static void addTo(MultiMap headers) {
        headers.set(CONTENT_SECURITY_POLICY, POLICY);
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(REFERRER_POLICY, SAME_ORIGIN);
    }
}
