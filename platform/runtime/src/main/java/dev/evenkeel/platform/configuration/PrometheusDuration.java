package dev.evenkeel.platform.configuration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 1y2w3d4h5m6s7ms}, units in this order, each at most once; {@code 0} needs
 * no unit. A day has 24 hours, a week 7 days, a year 365 days.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations">Prometheus,
 *     time durations</a>
 */
public final class PrometheusDuration {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?"
                    + "(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,12})ms)?");
    private static final long[] MILLIS = {
        365 * 86_400_000L, 7 * 86_400_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L
    };
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    private PrometheusDuration() {}

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException if the text is not one, with a sentence that says what is allowed
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher parts = FORM.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException("must be a duration such as 30s, 5m or 1h30m, not '" + text + "'");
        }
        long total = 0;
        try {
            for (int unit = 0; unit < MILLIS.length; unit++) {
                String count = parts.group(unit + 1);
                if (count != null) {
                    total = Math.addExact(total, Math.multiplyExact(Long.parseLong(count), MILLIS[unit]));
                }
            }
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("is longer than a duration can be: '" + text + "'", tooLong);
        }
        return Duration.ofMillis(total);
    }

    /**
     * Writes a duration as Prometheus does: weeks and years only if they come out even, so {@code 8d} stays {@code 8d}.
     *
     * @param duration not negative; what is less than a millisecond is dropped
     */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (int unit = 0; unit < MILLIS.length; unit++) {
            boolean onlyIfEven = unit < 2;
            long count = rest / MILLIS[unit];
            if (count > 0 && (!onlyIfEven || rest % MILLIS[unit] == 0)) {
                text.append(count).append(UNITS[unit]);
                rest -= count * MILLIS[unit];
            }
        }
        return text.toString();
    }
}
