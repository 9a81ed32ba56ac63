package dev.evenkeel.platform.telemetry;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpositionFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | OPEN_METRICS",
                "text/plain;version=0.0.4;q=1,*/*;q=0.1 | TEXT",
                "text/html,application/xhtml+xml,*/*;q=0.8 | TEXT",
                "*/* | TEXT",
                "application/openmetrics-text | OPEN_METRICS",
                "application/openmetrics-text;q=0,text/plain;q=0.1 | TEXT",
                "application/openmetrics-text;q=x | TEXT",
                ",;q=9,;; | TEXT"
            })
    void theReaderGetsWhatItWouldRatherHave(String accept, ExpositionFormat format) {
        assertThat(ExpositionFormat.preferredBy(accept)).isEqualTo(format);
    }

    @Test
    void aReaderThatSaysNothingGetsText() {
        assertThat(ExpositionFormat.preferredBy(null)).isEqualTo(ExpositionFormat.TEXT);
    }

    @Test
    void residentMemoryIsReadFromTheKernelsTable() {
        assertThat(ProcessMetrics.residentBytes("VmPeak:\t  99 kB\nVmRSS:\t  2048 kB\n"))
                .isEqualTo(2_097_152);
        assertThat(ProcessMetrics.residentBytes("nothing")).isNaN();
    }

    @Test
    void namingAnEndpointTurnsTracingOn() {
        Map<String, String> settings = Switches.settings(Optional.of("http://collector:4317"), true, false);

        assertThat(settings)
                .containsEntry("quarkus.otel.sdk.disabled", "false")
                .containsEntry("quarkus.otel.exporter.otlp.endpoint", "http://collector:4317");
    }

    @Test
    void nothingIsSwitchedWithoutASwitch() {
        assertThat(Switches.settings(Optional.empty(), true, false)).isEmpty();
    }
}
