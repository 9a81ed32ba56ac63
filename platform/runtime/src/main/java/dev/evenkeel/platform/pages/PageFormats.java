package dev.evenkeel.platform.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.quarkus.qute.TemplateExtension;

/** How values are written on pages: {@code {check.at.utc}}, {@code {check.took.inWords}}, {@code {budget.percent}}. */
@TemplateExtension
public final class PageFormats {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private PageFormats() {}

    /** {@code 21 Nov 2026, 02:34:10 UTC}. */
    public static String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** The two largest units: {@code 3 d 4 h}, {@code 12 min 5 s}, {@code 1.5 s}, {@code 80 ms}. */
    public static String inWords(Duration duration) {
        if (duration.isNegative()) {
            return "−" + inWords(duration.negated());
        }
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.toMillis() >= 1000) {
            return trimmed(duration.toMillis() / 1000.0, 1) + " s";
        }
        return duration.toMillis() + " ms";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }

    /** A ratio from 0 to 1 as {@code 99.95 %}: as many places as it takes to tell it from 100 %, at most four. */
    public static String percent(double ratio) {
        if (Double.isNaN(ratio)) {
            return "–";
        }
        double percent = ratio * 100;
        double distance = Math.abs(100 - percent);
        int places = distance == 0 || distance >= 10 ? 1 : distance >= 0.1 ? 2 : distance >= 0.01 ? 3 : 4;
        return trimmed(percent, places) + " %";
    }

    /** {@code 1.5 GiB}: binary units, one place. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (Math.abs(amount) >= 1024 && unit < BINARY_UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return trimmed(amount, unit == 0 ? 0 : 1) + " " + BINARY_UNITS[unit];
    }

    /** For a value within the query of a link. */
    public static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String trimmed(double number, int places) {
        String text = String.format(Locale.ROOT, "%." + places + "f", number);
        return places > 0 && text.endsWith("0") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
