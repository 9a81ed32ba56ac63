package dev.evenkeel.alertrouter.template.html;

import java.util.Locale;

/** Making texts safe in style sheets. */
final class CssEscapes {

    /** What stands where a value was refused; a name that is easily found. */
    static final String REFUSED = "ZgotmplZ";

    private CssEscapes() {}

    static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c >= 0x80;
    }

    /** A text without its escapes. */
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                decoded.append(c == '\\' ? "" : Character.toString(c));
                continue;
            }
            int end = i;
            while (end < text.length() && end < i + 6 && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
            if (end == i) {
                decoded.append(text.charAt(i++));
                continue;
            }
            int codePoint = Integer.parseInt(text.substring(i, end), 16);
            decoded.appendCodePoint(codePoint > Character.MAX_CODE_POINT ? codePoint / 16 : codePoint);
            i = end < text.length() && Characters.isBlank(text.charAt(end)) ? end + 1 : end;
        }
        return decoded.toString();
    }

    /** For the inside of a quoted string. */
    static String string(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if ("\0\t\n\f\r\"&'()+/:;<>{}".indexOf(c) >= 0) {
                escaped.append('\\').append(Integer.toHexString(c));
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                // a blank ends the number where what follows could be taken for part of it
                escaped.append(Character.digit(next, 16) >= 0 || Characters.isBlank(next) ? " " : "");
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** As a value of a property: numbers, colours and words pass, everything that could do something does not. */
    static String value(String text) {
        String decoded = decode(text);
        var word = new StringBuilder();
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            boolean dashes = c == '-' && i > 0 && decoded.charAt(i - 1) == '-';
            if (dashes || "\0\"'()/;@[\\]`{}<>".indexOf(c) >= 0) {
                return REFUSED;
            }
            if (c < 0x80 && c != '-' && isNameCharacter(c)) {
                word.append(c);
            }
        }
        String lower = word.toString().toLowerCase(Locale.ROOT);
        return lower.contains("expression") || lower.contains("mozbinding") ? REFUSED : decoded;
    }
}
