package dev.evenkeel.alertrouter.template.format;

/** Go's durations, which are nanoseconds. */
public final class GoDuration {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

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
