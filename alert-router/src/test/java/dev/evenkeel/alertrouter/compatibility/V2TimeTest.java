package dev.evenkeel.alertrouter.compatibility;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class V2TimeTest {

    private static final DateTimeFormatter PATTERN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Property
    void timesAreWrittenAsAFormatterWouldWriteThem(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        assertThat(V2Time.text(time)).isEqualTo(PATTERN.format(time));
    }

    @Property
    void whatWasWrittenIsReadBack(
            @ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        assertThat(V2Time.parse(time.toString())).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void theUsualNotationIsReadLikeTheOthers() {
        assertThat(V2Time.parse("2026-11-21T12:00:00Z")).isEqualTo(V2Time.parse("2026-11-21T13:00:00+01:00"));
        assertThat(V2Time.parse("2026-11-21T12:00:00.5Z")).isEqualTo(V2Time.parse("2026-11-21T12:00:00.500+00:00"));
    }

    @Test
    void theFirstAndTheLastYearAreThoseOfFourDigits() {
        assertThat(V2Time.parse("0001-01-01T00:00:00+00:00")).isEqualTo(V2Time.ZERO);
        assertThat(V2Time.parse("9999-12-31 23:59:59")).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-21T12:00:00Z",
                "2026-11-21T25:00:00Z",
                "2026-11-21T12:00:00.1234567890Z",
                "2026-11-21X12:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-02-30T00:00:00+02:00",
                "2026-11-21T24:00:00+00:00",
                "+300000-01-01T00:00:00Z",
                "+2026-11-21T12:00:00+00:00",
                "-2026-11-21T12:00:00+00:00",
                "10000-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> V2Time.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parsing time \"" + text + "\"");
    }
}
