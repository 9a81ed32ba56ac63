package dev.evenkeel.alertrouter.template.format;

import java.util.HexFormat;

import dev.evenkeel.alertrouter.template.value.GoText;

/** Strings and characters in quotes, as Go's {@code %q} writes them. */
public final class GoQuoting {

    private GoQuoting() {}

    public static String quote(String text) {
        return quote(text, '"', false);
    }

    /** @param ascii whether everything beyond ASCII is escaped */
    static String quote(String text, char quote, boolean ascii) {
        var quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> append(quoted, c, quote, ascii));
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder text, int c, char quote, boolean ascii) {
        if (c == quote || c == '\\') {
            text.append('\\').append((char) c);
        } else if (GoText.isEscapedByte(c)) {
            text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
        } else if (isPrintable(c) && (c < 0x80 || !ascii)) {
            text.appendCodePoint(c);
        } else {
            appendEscape(text, c);
        }
    }

    private static void appendEscape(StringBuilder text, int c) {
        switch (c) {
            case 0x07 -> text.append("\\a");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case 0x0b -> text.append("\\v");
            default -> {
                if (c < ' ' || c == 0x7f) {
                    text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                } else {
                    text.append(c < 0x10000 ? "\\u" : "\\U")
                            .append(HexFormat.of().toHexDigits(c, c < 0x10000 ? 4 : 8));
                }
            }
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
    public static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** Whether it can stand between backquotes as it is. */
    static boolean canBackquote(String text) {
        return text.codePoints()
                .noneMatch(
                        c -> (c < ' ' && c != '\t') || c == 0x7f || c == '`' || c == 0xfeff || GoText.isEscapedByte(c));
    }
}
