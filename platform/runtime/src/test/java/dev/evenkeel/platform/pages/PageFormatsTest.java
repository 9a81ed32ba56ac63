package dev.evenkeel.platform.pages;

import java.time.Duration;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 ms",
        "PT0.08S,80 ms",
        "PT1S,1 s",
        "PT1.54S,1.5 s",
        "PT12M5S,12 min 5 s",
        "PT1H,1 h",
        "PT76H30M,3 d 4 h",
        "PT-90S,−1 min 30 s"
    })
    void aDurationIsToldByItsTwoLargestUnits(Duration duration, String words) {
        assertThat(PageFormats.inWords(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1,100 %",
        "0,0 %",
        "0.5,50 %",
        "0.9712,97.12 %",
        "0.9995,99.95 %",
        "0.99991,99.991 %",
        "0.999995,99.9995 %",
        "NaN,–"
    })
    void aRatioHasAsManyPlacesAsItTakesToTellItFromAll(double ratio, String percent) {
        assertThat(PageFormats.percent(ratio)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1 KiB", "1610612736,1.5 GiB", "-2048,-2 KiB"})
    void aSizeIsInBinaryUnits(long bytes, String size) {
        assertThat(PageFormats.bytes(bytes)).isEqualTo(size);
    }

    @Property
    void noNumberMakesItFail(@ForAll double ratio, @ForAll long bytes) {
        assertThat(PageFormats.percent(ratio)).isNotEmpty();
        assertThat(PageFormats.bytes(bytes)).isNotEmpty();
    }

    @Test
    void aTimeIsInUtc() {
        assertThat(PageFormats.utc(Instant.parse("2026-11-21T02:34:10Z"))).isEqualTo("21 Nov 2026, 02:34:10 UTC");
    }
}
