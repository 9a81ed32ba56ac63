package dev.evenkeel.platform.telemetry;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrailingCommasTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a{b=\"c\",} 1 | a{b=\"c\"} 1",
                "a{b=\"c\",d=\"e\",} 1 | a{b=\"c\",d=\"e\"} 1",
                "a 1 | a 1",
                "a{b=\"x\\\",} y\",} 1 | a{b=\"x\\\",} y\"} 1",
                "a{b=\"c\\\\\",} 1 | a{b=\"c\\\\\"} 1",
                "# HELP a says \",} | # HELP a says \",}"
            })
    void onlyTheCommaAfterTheLastLabelGoes(String written, String wanted) {
        assertThat(TrailingCommas.removeFrom(written)).isEqualTo(wanted);
    }
}
