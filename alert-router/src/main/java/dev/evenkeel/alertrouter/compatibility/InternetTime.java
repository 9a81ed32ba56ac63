package dev.evenkeel.alertrouter.compatibility;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The one notation of time that programs use, {@code 2026-11-21T12:00:00.123456789Z}, read without a formatter: every
 * posted alert has two of them.
 */
final class InternetTime {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int NANOS_PER_MICRO = 1_000;

    private InternetTime() {}

    /** Whether it is in this notation; the numbers may still be out of range. */
    static boolean matches(String text) {
        int length = text.length();
        if (length <= SHAPE.length() || length > SHAPE.length() + 11 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            char c = text.charAt(i);
            if (wanted == '0' ? !isDigit(c) : c != wanted) {
                return false;
            }
        }
        return length == SHAPE.length() + 1 || isFraction(text, length - 1);
    }

    private static boolean isFraction(String text, int end) {
        int start = SHAPE.length();
        if (text.charAt(start) != '.' || end == start + 1) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * @param text that {@link #matches}
     * @return the moment, no finer than microseconds
     * @throws DateTimeException if there is no such moment
     */
    static Instant read(String text) {
        int nanos = 0;
        int place = 100_000_000;
        for (int i = SHAPE.length() + 1; i < text.length() - 1; i++, place /= 10) {
            nanos += place * (text.charAt(i) - '0');
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos - nanos % NANOS_PER_MICRO)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
