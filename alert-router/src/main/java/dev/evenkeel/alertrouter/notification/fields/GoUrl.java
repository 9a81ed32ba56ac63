package dev.evenkeel.alertrouter.notification.fields;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** URLs as Go's programs take them: more leniently than the standard, and with a user in them. */
public record GoUrl(String address, Optional<User> user) {

    private static final String HEXADECIMAL = "0123456789ABCDEF";
    /** Go escapes these by itself where they stand in a path. */
    private static final String NOT_AS_WRITTEN = " \"<>\\^`{|}[]";

    /** Who asks, by the URL itself. */
    public record User(String name, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A URL that has been read before.
     *
     * @throws IllegalArgumentException without quoting the URL, if it cannot be read after all
     */
    public static URI readBefore(String written) {
        try {
            return URI.create(of(written).address());
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("the URL cannot be used: " + malformed.getReason());
        }
    }

    /**
     * Reads a URL.
     *
     * @throws URISyntaxException without quoting the URL
     */
    public static GoUrl of(String written) throws URISyntaxException {
        int authority = written.indexOf("://") + 3;
        int path = authority < 3 ? -1 : end(written, authority);
        if (path < 0) {
            return new GoUrl(checked(written), Optional.empty());
        }
        int at = written.lastIndexOf('@', path - 1);
        String before = written.substring(0, authority);
        if (at < authority) {
            return new GoUrl(
                    checked(before + written.substring(authority, path) + escaped(written.substring(path))),
                    Optional.empty());
        }
        String info = written.substring(authority, at);
        int colon = info.indexOf(':');
        var user = new User(
                decoded(colon < 0 ? info : info.substring(0, colon)),
                colon < 0 ? "" : decoded(info.substring(colon + 1)));
        return new GoUrl(
                checked(before + written.substring(at + 1, path) + escaped(written.substring(path))),
                Optional.of(user));
    }

    private static int end(String written, int from) {
        for (int i = from; i < written.length(); i++) {
            if ("/?#".indexOf(written.charAt(i)) >= 0) {
                return i;
            }
        }
        return written.length();
    }

    private static String checked(String url) throws URISyntaxException {
        try {
            return new URI(url).toString();
        } catch (URISyntaxException malformed) {
            throw new URISyntaxException("the URL", malformed.getReason());
        }
    }

    private static String decoded(String info) throws URISyntaxException {
        try {
            return URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new URISyntaxException("the URL", "invalid escape in user information");
        }
    }

    private static String escaped(String rest) {
        var escaped = new StringBuilder(rest.length());
        for (byte each : rest.getBytes(StandardCharsets.UTF_8)) {
            if (each < 0 || NOT_AS_WRITTEN.indexOf(each) >= 0) {
                escaped.append('%').append(HEXADECIMAL.charAt(each >> 4 & 0xf)).append(HEXADECIMAL.charAt(each & 0xf));
            } else {
                escaped.append((char) each);
            }
        }
        return escaped.toString();
    }
}
