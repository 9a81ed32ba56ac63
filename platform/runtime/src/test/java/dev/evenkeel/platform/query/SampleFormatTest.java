package dev.evenkeel.platform.query;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleFormatTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-1, -1",
        "0, 0",
        "-0.0, -0",
        "0.1, 0.1",
        "100, 100",
        "1e15, 1000000000000000",
        "123456789012345680, 123456789012345680",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "-1.5e21, -1.5e+21",
        "1.25e300, 1.25e+300",
        "0.000001, 0.000001",
        "0.0000009, 9e-07",
        "1.5e-10, 1.5e-10",
        "2e-323, 2e-323",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf"
    })
    void aValueIsWrittenAsPrometheusWritesIt(double value, String expected) {
        assertThat(SampleFormat.value(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1435781430000, 1435781430", "1435781430781, 1435781430.781", "500, 0.500", "-1500, -1.500"})
    void aTimeIsWrittenInSeconds(long millis, String expected) {
        assertThat(SampleFormat.timestamp(millis)).isEqualTo(expected);
    }

    @Property
    void aFiniteValueComesBackExactly(@ForAll double value) {
        assertThat(Double.parseDouble(SampleFormat.value(value))).isEqualTo(value);
    }
}
