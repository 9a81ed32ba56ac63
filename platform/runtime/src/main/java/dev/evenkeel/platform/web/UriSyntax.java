package dev.evenkeel.platform.web;

import java.util.Optional;

/**
 * Finds what no part of a service could make sense of in a request's address, before any of them tries. The path is held
 * to RFC 3986; the query may contain the braces, quotes and brackets that people type into {@code curl} for Prometheus.
 */
final class UriSyntax {

    private static final String NEVER_IN_A_PATH = "\"<>\\^`{|}#";

    private UriSyntax() {}

    /** What is wrong, as a sentence; empty if nothing is. */
    static Optional<String> mistake(String uri) {
        boolean inPath = true;
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                Optional<String> mistake = mistakeInEscape(uri, i);
                if (mistake.isPresent()) {
                    return mistake;
                }
                i += 2;
            } else if (c <= ' ' || c >= 0x7F || c == '#' || (inPath && NEVER_IN_A_PATH.indexOf(c) >= 0)) {
                return Optional.of(
                        "The address has a character at position " + (i + 1) + " that must be percent-encoded");
            } else if (c == '?') {
                inPath = false;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mistakeInEscape(String uri, int at) {
        if (at + 2 >= uri.length() || !isHex(uri.charAt(at + 1)) || !isHex(uri.charAt(at + 2))) {
            return Optional.of(
                    "The address has a '%' at position " + (at + 1) + " that two hexadecimal digits do not follow");
        }
        if (uri.charAt(at + 1) == '0' && uri.charAt(at + 2) == '0') {
            return Optional.of("The address contains %00, which no text can contain");
        }
        return Optional.empty();
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
