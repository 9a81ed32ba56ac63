package dev.evenkeel.platform.prometheus.exposition;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The words of one line, taken from left to right. */
final class LineReader {

    /** A place to point at later. */
    record Mark(int line, int column) {

        ExpositionException error(String reason) {
            return new ExpositionException(line, column, reason);
        }
    }

    private static final int END = -1;
    private static final int LONGEST_NUMBER = 512;
    private static final double LATEST_SECOND = 9e15;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int number;
    private final int mostLabels;
    private int at;

    LineReader(byte[] bytes, int start, int end, int number, int mostLabels) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.number = number;
        this.mostLabels = mostLabels;
        this.at = start;
    }

    int mostLabels() {
        return mostLabels;
    }

    Mark mark() {
        return new Mark(number, at - start + 1);
    }

    ExpositionException error(String reason) {
        return mark().error(reason);
    }

    boolean atEnd() {
        return at == end;
    }

    /** The next byte, left in place; negative at the end of the line and for bytes beyond ASCII. */
    int next() {
        return atEnd() ? END : bytes[at];
    }

    void expect(char expected) {
        if (next() != expected) {
            throw error(expected == ' ' ? "expected one space" : "expected " + expected);
        }
        at++;
    }

    void expectEnd() {
        if (!atEnd()) {
            throw error("expected the end of the line");
        }
    }

    /** Skips spaces and tabs, and says whether there was any. */
    boolean skipBlanks() {
        int before = at;
        while (next() == ' ' || next() == '\t') {
            at++;
        }
        return at > before;
    }

    boolean takeWord(String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** A metric's name, plain or in quotes. */
    String metricName() {
        if (next() != '"') {
            return plainMetricName();
        }
        Mark here = mark();
        String name = quoted("metric name");
        if (name.isEmpty()) {
            throw here.error("a name must not be empty");
        }
        return name;
    }

    String plainMetricName() {
        return plainName(true, "metric name");
    }

    String labelName() {
        return plainName(false, "label name");
    }

    private String plainName(boolean colons, String what) {
        int from = at;
        while (isNamePart(next(), colons) || (at > from && next() >= '0' && next() <= '9')) {
            at++;
        }
        if (at == from) {
            throw error("expected a " + what);
        }
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }

    private static boolean isNamePart(int octet, boolean colons) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || octet == '_'
                || (colons && octet == ':');
    }

    /** Text in double quotes, in which backslash, quote and line break are escaped. */
    String quoted(String what) {
        if (next() != '"') {
            throw error("expected a %s in double quotes".formatted(what));
        }
        Mark here = mark();
        int from = ++at;
        while (next() != '"') {
            if (next() == '\\') {
                at++;
            }
            if (atEnd()) {
                throw here.error("the %s has no closing quote on its line".formatted(what));
            }
            at++;
        }
        String text = unescaped(from, at, true, here);
        at++;
        return text;
    }

    /** The rest of the line, in which backslash and line break are escaped, in OpenMetrics the quote as well. */
    String helpText(boolean quotesEscaped) {
        int from = at;
        at = end;
        return unescaped(from, end, quotesEscaped, new Mark(number, from - start + 1));
    }

    String rest() {
        int from = at;
        at = end;
        return decoded(bytes, from, end - from, new Mark(number, from - start + 1));
    }

    private String unescaped(int from, int to, boolean quotesEscaped, Mark here) {
        int backslash = from;
        while (backslash < to && bytes[backslash] != '\\') {
            backslash++;
        }
        if (backslash == to) {
            return decoded(bytes, from, to - from, here);
        }
        var plain = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            int following = i + 1 < to ? bytes[i + 1] : END;
            if (bytes[i] != '\\') {
                plain.write(bytes[i]);
            } else if (following == '\\' || (following == '"' && quotesEscaped)) {
                plain.write(following);
                i++;
            } else if (following == 'n') {
                plain.write('\n');
                i++;
            } else {
                // an unknown escape stands for itself, as in Prometheus
                plain.write('\\');
            }
        }
        return decoded(plain.toByteArray(), 0, plain.size(), here);
    }

    private static String decoded(byte[] bytes, int from, int length, Mark here) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw here.error("the text is not UTF-8");
        }
    }

    /** A number as Go and every Prometheus client write it, NaN and infinities in any case. */
    double number(String what) {
        Mark here = mark();
        String word = word();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(word, what, here);
        };
    }

    private static double finite(String word, String what, Mark here) {
        // Java's own grammar knows hexadecimal numbers and endings such as 1d, which are none here
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
        try {
            double value = plain ? Double.parseDouble(word) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw here.error("expected a " + what);
        }
        throw here.error(plain ? "the %s is out of range".formatted(what) : "expected a " + what);
    }

    long wholeNumber(String what) {
        Mark here = mark();
        String word = word();
        try {
            if (!word.startsWith("+")) {
                return Long.parseLong(word);
            }
        } catch (NumberFormatException notANumber) {
            throw here.error("expected a " + what);
        }
        throw here.error("expected a " + what);
    }

    /** Seconds, perhaps with a fraction, as whole milliseconds. */
    long seconds() {
        Mark here = mark();
        double seconds = number("timestamp in seconds");
        if (!Double.isFinite(seconds) || Math.abs(seconds) > LATEST_SECOND) {
            throw here.error("the timestamp is out of range");
        }
        return BigDecimal.valueOf(seconds)
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
    }

    private String word() {
        int from = at;
        while (!atEnd() && next() != ' ' && next() != '\t') {
            at++;
        }
        if (at - from > LONGEST_NUMBER) {
            throw new Mark(number, from - start + 1).error("a number of more than %d digits".formatted(LONGEST_NUMBER));
        }
        return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    }
}
