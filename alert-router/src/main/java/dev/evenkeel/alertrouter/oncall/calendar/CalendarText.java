package dev.evenkeel.alertrouter.oncall.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A calendar as text.
 *
 * <p>Source: RFC 5545, sections 3.1 (lines and folding), 3.3.5 (times in UTC), 3.3.11 (escaping), 3.6.1 (events); RFC 7986,
 * sections 5.1 and 5.7 (name and refresh interval).
 */
public final class CalendarText {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LONGEST_LINE = 75;
    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder(4096);

    private CalendarText() {}

    /**
     * Writes a calendar.
     *
     * @param now when it is written
     */
    public static String write(String name, List<CalendarEvent> events, Instant now) {
        var calendar = new CalendarText();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Evenkeel//alert-router//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("NAME", escaped(name));
        // what programs from before RFC 7986 look for
        calendar.line("X-WR-CALNAME", escaped(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        calendar.line("X-PUBLISHED-TTL", "PT15M");
        events.forEach(event -> calendar.event(event, now));
        calendar.line("END", "VCALENDAR");
        return calendar.text.toString();
    }

    private void event(CalendarEvent event, Instant now) {
        line("BEGIN", "VEVENT");
        line("UID", escaped(event.uid()));
        line("DTSTAMP", UTC.format(now));
        line("DTSTART", UTC.format(event.from()));
        line("DTEND", UTC.format(event.to()));
        line("SUMMARY", escaped(event.summary()));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /** Folds where a line has as many octets as it may, never within a character. */
    private void line(String name, String value) {
        String whole = name + ":" + value;
        int octets = 0;
        for (int i = 0; i < whole.length(); ) {
            int codePoint = whole.codePointAt(i);
            String character = Character.toString(codePoint);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                text.append(LINE_END).append(' ');
                octets = 1;
            }
            text.append(character);
            octets += length;
            i += character.length();
        }
        text.append(LINE_END);
    }

    private static String escaped(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        value.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\\\");
                case ';' -> escaped.append("\\;");
                case ',' -> escaped.append("\\,");
                case '\n' -> escaped.append("\\n");
                default -> {
                    // control characters have no place in a text, half a character none anywhere
                    boolean allowed = character == '\t'
                            || (!Character.isISOControl(character)
                                    && Character.getType(character) != Character.SURROGATE);
                    escaped.appendCodePoint(allowed ? character : ' ');
                }
            }
        });
        return escaped.toString();
    }
}
