package dev.evenkeel.alertrouter.template.html;

import java.util.HexFormat;
import java.util.Set;

import dev.evenkeel.alertrouter.template.function.Escapes;
import dev.evenkeel.alertrouter.template.value.GoText;

/** Making texts safe in URLs. */
final class UrlEscapes {

    static final String REFUSED = "#" + CssEscapes.REFUSED;

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");
    private static final String RESERVED = "!#$&*+,/:;=?@[]";

    private UrlEscapes() {}

    /** Whether it is relative or of a scheme that only leads somewhere. */
    static boolean isSafe(String url) {
        int colon = url.indexOf(':');
        if (colon < 0 || url.lastIndexOf('/', colon) >= 0) {
            return true;
        }
        String scheme = url.substring(0, colon);
        return SCHEMES.stream().anyMatch(scheme::equalsIgnoreCase);
    }

    /** As one part of a URL. */
    static String part(String text) {
        return escape(text, false);
    }

    /** As a URL: what has a meaning in URLs keeps it, and so do percents. */
    static String whole(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean isUrl) {
        byte[] bytes = GoText.bytes(text);
        var escaped = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean isEscape = b == '%'
                    && i + 2 < bytes.length
                    && Character.digit(bytes[i + 1], 16) >= 0
                    && Character.digit(bytes[i + 2], 16) >= 0;
            boolean reserved = b > 0 && (RESERVED.indexOf(b) >= 0 || isEscape);
            if (Escapes.isUnreserved(b) || (isUrl && reserved)) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** A list of images with their sizes. */
    static String sourceSet(String text) {
        var filtered = new StringBuilder(text.length());
        for (String source : text.split(",", -1)) {
            filtered.append(filtered.isEmpty() && !text.startsWith(",") ? "" : ",")
                    .append(source(source));
        }
        return text.startsWith(",") ? filtered.substring(1) : filtered.toString();
    }

    private static String source(String source) {
        int start = Characters.afterBlanks(source, 0, source.length());
        int end = start;
        while (end < source.length() && " \t\n\f\r".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        String url = source.substring(start, end);
        boolean plainSizes = source.substring(end)
                .chars()
                .allMatch(c -> " \t\n\f\r".indexOf(c) >= 0 || (c < 0x80 && Characters.isAsciiAlphanumeric((char) c)));
        return isSafe(url) && plainSizes ? source.substring(0, start) + whole(url) + source.substring(end) : REFUSED;
    }
}
