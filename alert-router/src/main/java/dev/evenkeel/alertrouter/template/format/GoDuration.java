package dev.evenkeel.alertrouter.template.format;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's durations, which are nanoseconds. */
public final class GoDuration {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private static final long MINUTE = 60 * SECOND;
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", MICROSECOND,
            "µs", MICROSECOND,
            "μs", MICROSECOND,
            "ms", MILLISECOND,
            "s", SECOND,
            "m", MINUTE,
            "h", 60 * MINUTE);
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,18}\\.?[0-9]{0,18}|\\.[0-9]{1,18})(ns|us|µs|μs|ms|s|m|h)");

    private GoDuration() {}

    /**
     * Reads what Go's {@code time.ParseDuration} reads: {@code 1h2m3.5s}, {@code -1.5h}, {@code 0}.
     *
     * @return nanoseconds
     * @throws IllegalArgumentException in Go's words
     */
    public static long parse(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return 0;
        }
        Matcher part = PART.matcher(unsigned);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (end < unsigned.length()) {
            if (!part.find(end) || part.start() != end) {
                throw new IllegalArgumentException("time: invalid duration " + GoQuoting.quote(text));
            }
            String number = part.group(1).indexOf('.') < 0 ? part.group(1) : "0" + part.group(1) + "0";
            sum = sum.add(new BigDecimal(number).multiply(BigDecimal.valueOf(UNITS.get(part.group(2)))));
            end = part.end();
        }
        if (end == 0 || sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("time: invalid duration " + GoQuoting.quote(text));
        }
        return text.startsWith("-") ? -sum.longValue() : sum.longValue();
    }

    /** As {@code 1h2m3.5s}; below a second in the largest unit that fits, as {@code 1.5ms}. */
    public static String text(long nanoseconds) {
        if (nanoseconds == 0) {
            return "0s";
        }
        String sign = nanoseconds < 0 ? "-" : "";
        long rest = nanoseconds < 0 ? -nanoseconds : nanoseconds;
        if (Long.compareUnsigned(rest, SECOND) < 0) {
            return sign + small(rest);
        }
        long seconds = Long.divideUnsigned(rest, SECOND);
        long fraction = Long.remainderUnsigned(rest, SECOND);
        var text = new StringBuilder(sign);
        if (seconds >= 3600) {
            text.append(seconds / 3600).append('h');
        }
        if (seconds >= 60) {
            text.append(seconds / 60 % 60).append('m');
        }
        return text.append(decimal(seconds % 60, fraction, 9)).append('s').toString();
    }

    private static String small(long nanoseconds) {
        if (nanoseconds < MICROSECOND) {
            return nanoseconds + "ns";
        }
        return nanoseconds < MILLISECOND
                ? decimal(nanoseconds / MICROSECOND, nanoseconds % MICROSECOND, 3) + "µs"
                : decimal(nanoseconds / MILLISECOND, nanoseconds % MILLISECOND, 6) + "ms";
    }

    private static String decimal(long whole, long fraction, int digits) {
        if (fraction == 0) {
            return Long.toString(whole);
        }
        String text = Long.toString(fraction);
        String padded = "0".repeat(digits - text.length()) + text;
        int end = padded.length();
        while (padded.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + padded.substring(0, end);
    }
}
