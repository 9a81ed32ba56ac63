package dev.evenkeel.alertrouter.oncall.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarTextTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

    @Test
    void aShiftIsAnEventInUtc() {
        assertThat(calendar("primary, Anna; a\nc\\d"))
                .isEqualTo(String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Evenkeel//alert-router//EN",
                        "CALSCALE:GREGORIAN",
                        "NAME:On call",
                        "X-WR-CALNAME:On call",
                        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
                        "X-PUBLISHED-TTL:PT15M",
                        "BEGIN:VEVENT",
                        "UID:u@oncall.evenkeel",
                        "DTSTAMP:20260301T120000Z",
                        "DTSTART:20260302T080000Z",
                        "DTEND:20260309T080000Z",
                        "SUMMARY:primary\\, Anna\\; a\\nc\\\\d",
                        "TRANSP:TRANSPARENT",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""));
    }

    @Property(tries = 500)
    void whateverIsWrittenHasNoLineOfMoreThan75OctetsAndCanBeUnfolded(@ForAll String summary) {
        String calendar = calendar(summary);

        assertThat(Arrays.stream(calendar.split("\r\n")))
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\r", "\n");
        String unfolded = calendar.replace("\r\n ", "");
        assertThat(unfolded.split("\r\n")).hasSize(17);
        assertThat(unescaped(unfolded.lines()
                        .filter(line -> line.startsWith("SUMMARY:"))
                        .findFirst()
                        .orElseThrow()
                        .substring("SUMMARY:".length())))
                .isEqualTo(cleaned(summary));
    }

    @Test
    void aCharacterIsNeverCutInTwo() {
        String calendar = calendar("😀".repeat(60));

        assertThat(new String(calendar.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(calendar);
        assertThat(calendar.split("\r\n"))
                .allMatch(line -> line.isEmpty() || !Character.isLowSurrogate(line.charAt(0)));
        assertThat(calendar.replace("\r\n ", "")).contains("SUMMARY:" + "😀".repeat(60));
    }

    private static String calendar(String summary) {
        return CalendarText.write(
                "On call",
                List.of(new CalendarEvent(
                        "u@oncall.evenkeel",
                        Instant.parse("2026-03-02T08:00:00Z"),
                        Instant.parse("2026-03-09T08:00:00Z"),
                        summary)),
                NOW);
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\n", "\n").replaceAll("\\\\([\\\\;,])", "$1");
    }

    private static String cleaned(String text) {
        var cleaned = new StringBuilder();
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(character -> {
            boolean kept = character == '\n'
                    || character == '\t'
                    || (!Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE);
            cleaned.appendCodePoint(kept ? character : ' ');
        });
        return cleaned.toString();
    }
}
