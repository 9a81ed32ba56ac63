package dev.evenkeel.alertrouter.template.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.evenkeel.alertrouter.template.value.GoText;

/** Strings and characters as Go writes them. */
public final class StringSyntax {

    private final String text;
    private final char quote;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int position;
    /** The number of characters read, and the last one of them. */
    private int characters;

    private int lastCharacter;

    private StringSyntax(String text) {
        this.text = text.substring(1, text.length() - 1);
        this.quote = text.charAt(0);
    }

    /** The value of a quoted string; empty if it is not well formed. */
    public static Optional<String> read(String written) {
        if (written.startsWith("`")) {
            // Go drops carriage returns from raw strings
            return Optional.of(written.substring(1, written.length() - 1).replace("\r", ""));
        }
        var syntax = new StringSyntax(written);
        return syntax.readAll() ? Optional.of(GoText.text(syntax.bytes.toByteArray())) : Optional.empty();
    }

    /** The number of a quoted character; empty if it is not exactly one. */
    static Optional<Integer> readCharacter(String written) {
        var syntax = new StringSyntax(written);
        return syntax.readAll() && syntax.characters == 1 ? Optional.of(syntax.lastCharacter) : Optional.empty();
    }

    private boolean readAll() {
        while (position < text.length()) {
            int c = text.codePointAt(position);
            position += Character.charCount(c);
            characters++;
            if (c == '\n' || c == quote || (c == '\\' && !escape())) {
                return false;
            }
            if (c != '\\') {
                character(c);
            }
        }
        return true;
    }

    private boolean escape() {
        if (position == text.length()) {
            return false;
        }
        char c = text.charAt(position++);
        return switch (c) {
            case 'a' -> character(0x07);
            case 'b' -> character('\b');
            case 'f' -> character('\f');
            case 'n' -> character('\n');
            case 'r' -> character('\r');
            case 't' -> character('\t');
            case 'v' -> character(0x0b);
            case '\\' -> character('\\');
            case '\'', '"' -> c == quote && character(c);
            case 'x' -> singleByte(digits(2, 16));
            case 'u' -> unicode(digits(4, 16));
            case 'U' -> unicode(digits(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> false;
        };
    }

    private boolean octal() {
        position--;
        return singleByte(digits(3, 8));
    }

    /** -1 if there are not that many. */
    private long digits(int count, int radix) {
        if (position + count > text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(text.charAt(position++), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private boolean singleByte(long value) {
        bytes.write((int) value);
        lastCharacter = (int) value;
        return value >= 0 && value <= 0xff;
    }

    private boolean unicode(long value) {
        boolean valid = value >= 0
                && value <= Character.MAX_CODE_POINT
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        return valid && character((int) value);
    }

    private boolean character(int codePoint) {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        lastCharacter = codePoint;
        return true;
    }
}
