package dev.evenkeel.platform.query.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads one quoted string with the escapes of Go. Between backquotes nothing is escaped and lines may break; between
 * the other quotes the escape of the quote itself is the only one of a quote.
 */
final class StringLiteralReader {

    private final SourceText source;
    private final String text;
    private final int start;
    private final StringBuilder value = new StringBuilder();
    private final ByteArrayOutputStream escapedBytes = new ByteArrayOutputStream();
    private int position;

    StringLiteralReader(SourceText source, int start) {
        this.source = source;
        this.text = source.text();
        this.start = start;
    }

    /** Where the text goes on after the string; known once it was read. */
    int end() {
        return position;
    }

    String read() {
        char quote = text.charAt(start);
        position = start + 1;
        while (true) {
            char c = next(quote == '`' ? "unterminated raw string" : "unterminated quoted string");
            if (c == quote) {
                flushBytes();
                return value.toString();
            }
            if (c == '\n' && quote != '`') {
                throw source.parseError(start, "unterminated quoted string");
            }
            if (c == '\\' && quote != '`') {
                readEscape(quote);
            } else {
                flushBytes();
                value.append(c);
            }
        }
    }

    private void readEscape(char quote) {
        char c = next("escape sequence not terminated");
        if (c == 'x') {
            escapedBytes.write(readCode(16, 2, 0xff));
            return;
        }
        if (c >= '0' && c <= '7') {
            position--;
            escapedBytes.write(readCode(8, 3, 0xff));
            return;
        }
        flushBytes();
        switch (c) {
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case '\\' -> value.append('\\');
            case 'u' -> appendCodePoint(readCode(16, 4, Character.MAX_CODE_POINT));
            case 'U' -> appendCodePoint(readCode(16, 8, Character.MAX_CODE_POINT));
            default -> {
                if (c != quote) {
                    throw source.parseError(position - 2, "unknown escape sequence");
                }
                value.append(c);
            }
        }
    }

    private void appendCodePoint(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw source.parseError(position, "escape sequence is an invalid Unicode code point");
        }
        value.appendCodePoint(codePoint);
    }

    private int readCode(int base, int digits, int largest) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            char c = next("escape sequence not terminated");
            int digit = c < 128 ? Character.digit(c, base) : -1;
            if (digit < 0) {
                throw source.parseError(position - 1, "unexpected character in escape sequence: '" + c + "'");
            }
            code = code * base + digit;
            if (code > largest) {
                throw source.parseError(position - 1, "escape sequence is an invalid Unicode code point");
            }
        }
        return code;
    }

    private char next(String complaintAtEnd) {
        if (position == text.length()) {
            throw source.parseError(start, complaintAtEnd);
        }
        return text.charAt(position++);
    }

    /** Bytes written one by one form characters only together. */
    private void flushBytes() {
        if (escapedBytes.size() > 0) {
            value.append(escapedBytes.toString(StandardCharsets.UTF_8));
            escapedBytes.reset();
        }
    }
}
