package dev.evenkeel.alertrouter.recording;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class LabelsHashTest {

    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "The quick brown fox jumps over the lazy dog, 0b242d361fda71bc",
    })
    void isTheHashThatIsPublished(String text, String hash) {
        assertThat(LabelsHash.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @Test
    void namesAndValuesCountInOrderOfTheNamesWithAByteBehindEach() {
        byte[] bytes = "alertname\0A\0job\0b\0".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 0 ? (byte) 0xff : bytes[i];
        }

        assertThat(LabelsHash.of(Labels.of("job", "b", "alertname", "A"))).isEqualTo(LabelsHash.of(bytes));
    }
}
