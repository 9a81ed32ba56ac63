package dev.evenkeel.platform.configuration;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrometheusDurationTest {

    @ParameterizedTest
    @CsvSource({"0,PT0S", "500ms,PT0.5S", "1h30m,PT1H30M", "7d,P7D", "2w,P14D", "1y,P365D", "1m1ms,PT1M0.001S"})
    void readsWhatPrometheusReads(String text, Duration expected) {
        assertThat(PrometheusDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "1.5h", "-5m", "5m1h", "5 m", "1h1h", "999999999y"})
    void refusesWhatPrometheusRefuses(String text) {
        assertThatThrownBy(() -> PrometheusDuration.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void whatIsWrittenIsReadAsTheSameDuration(@ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration)))
                .isEqualTo(duration);
    }
}
