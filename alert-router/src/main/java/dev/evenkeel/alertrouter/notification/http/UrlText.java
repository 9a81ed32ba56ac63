package dev.evenkeel.alertrouter.notification.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** URLs from their parts: what is put into them is escaped. */
public final class UrlText {

    /** The media type of {@link #form}. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final String HEXADECIMAL = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";
    // those that mean nothing beyond themselves within a path
    private static final String IN_PATH = UNRESERVED + "$&+,/:;=@";

    private UrlText() {}

    /**
     * A place below another, with one slash between.
     *
     * @param base a URL, whose query stays at the end
     * @param path not escaped yet; its slashes separate segments
     */
    public static String below(String base, String path) {
        int end = base.indexOf('?') < 0 ? base.length() : base.indexOf('?');
        String place = base.substring(0, end);
        return place + (place.endsWith("/") ? "" : "/") + escape(path, IN_PATH) + base.substring(end);
    }

    /** A URL with fields added to its query. */
    public static String withQuery(String url, Map<String, String> fields) {
        return url + (url.indexOf('?') < 0 ? '?' : '&') + form(fields);
    }

    /** Fields as a query or a form has them, in their order: a space is a plus, and otherwise only {@code -._~} stay. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return escape(text, UNRESERVED + " ").replace(' ', '+');
    }

    /** Everything escaped but letters, digits and {@code -._~} (RFC 3986, section 2.3). */
    public static String escape(String text) {
        return escape(text, UNRESERVED);
    }

    private static String escape(String text, String kept) {
        var escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean letterOrDigit = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
            if (letterOrDigit || kept.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append('%')
                        .append(HEXADECIMAL.charAt(character >> 4))
                        .append(HEXADECIMAL.charAt(character & 0xf));
            }
        }
        return escaped.toString();
    }
}
