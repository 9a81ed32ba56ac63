package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The durations of Prometheus, such as {@code 1h30m}: a year is 365 days, a week 7, a day 24 hours. */
public final class Durations {

    private static final Pattern SYNTAX =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    /** As many as fit into 64 bits of nanoseconds, which is where Prometheus ends. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private Durations() {}

    static boolean isDuration(String text) {
        return !text.isEmpty() && SYNTAX.matcher(text).matches();
    }

    /** @throws IllegalArgumentException with a reason fit for the user, if it is no duration or more than 292 years */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("not a valid duration string: \"" + text + '"');
        }
        try {
            long total = 0;
            for (int unit = 0; unit < UNITS.length; unit++) {
                String count = matcher.group(unit + 1);
                if (count != null) {
                    total = Math.addExact(total, Math.multiplyExact(Long.parseLong(count), MILLIS[unit]));
                }
            }
            if (total <= MAX_MILLIS) {
                return Duration.ofMillis(total);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("duration out of range: \"" + text + '"', e);
        }
        throw new IllegalArgumentException("duration out of range: \"" + text + '"');
    }

    /** The shortest text that parses to this duration of at least 0. */
    static String print(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (rest >= MILLIS[unit]) {
                text.append(rest / MILLIS[unit]).append(UNITS[unit]);
                rest %= MILLIS[unit];
            }
        }
        return text.toString();
    }
}
