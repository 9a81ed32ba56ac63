package dev.evenkeel.alertrouter.routing;

import dev.evenkeel.platform.series.Labels;

/** Writes label sets as Go prints them, since Alertmanager's group keys are made of exactly these bytes. */
public final class GoQuote {

    private GoQuote() {}

    /** <code>{alertname="X", job="y"}</code>, in order of the names. */
    public static String labels(Labels labels) {
        var text = new StringBuilder("{");
        labels.forEach((name, value) -> {
            text.append(text.length() > 1 ? ", " : "").append(name).append('=');
            quote(text, value);
        });
        return text.append('}').toString();
    }

    /** As Go's {@code %q} quotes a string: printable characters stand for themselves, others are escaped. */
    public static String quote(String value) {
        var text = new StringBuilder(value.length() + 2);
        quote(text, value);
        return text.toString();
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        value.codePoints().forEach(c -> append(text, c));
        text.append('"');
    }

    private static void append(StringBuilder text, int c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append((char) c);
            case 0x07 -> text.append("\\a");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case 0x0b -> text.append("\\v");
            default -> appendPlainOrNumeric(text, c);
        }
    }

    private static void appendPlainOrNumeric(StringBuilder text, int c) {
        if (isPrintable(c)) {
            text.appendCodePoint(c);
        } else if (c < ' ' || c == 0x7f) {
            text.append("\\x%02x".formatted(c));
        } else {
            text.append((c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
    private static boolean isPrintable(int c) {
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
}
