package dev.evenkeel.alertrouter.notification.content;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Cutting texts to the length that a channel takes, with an ellipsis where something is missing. */
public final class TextLimit {

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private static final Pattern NO_LINE = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029\\u0085]+");

    private TextLimit() {}

    /** @param most characters, as Unicode counts them; 3 and fewer leave no room for the ellipsis */
    public static String runes(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return most <= 3 ? first(text, most) : first(text, most - 1) + ELLIPSIS;
    }

    /**
     * The beginning of a text that others wrote, as one line: a run of blanks, line ends and control characters is one blank.
     *
     * @param most characters, as Unicode counts them
     */
    public static String oneLine(String text, int most) {
        // of what is cut away nothing has to be looked at
        String beginning = text.substring(0, Math.min(text.length(), 10 * most));
        String line = NO_LINE.matcher(beginning).replaceAll(" ").strip();
        return runes(beginning.length() < text.length() ? line + ELLIPSIS : line, most);
    }

    private static String first(String text, int runes) {
        return text.substring(0, text.offsetByCodePoints(0, runes));
    }

    /** @param most bytes in UTF-8; no character is cut in two, and fewer than 3 give as many dots */
    public static String bytes(String text, int most) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= most) {
            return text;
        }
        if (most < ELLIPSIS_BYTES) {
            return ".".repeat(most);
        }
        return firstBytes(text, most - ELLIPSIS_BYTES) + ELLIPSIS;
    }

    /** @param most bytes in UTF-8 of the beginning, without a mark that something is missing; no character is cut in two */
    public static String firstBytes(String text, int most) {
        int room = most;
        int end = 0;
        while (end < text.length()) {
            int rune = text.codePointAt(end);
            room -= Character.toString(rune).getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            end += Character.charCount(rune);
        }
        return text.substring(0, end);
    }
}
