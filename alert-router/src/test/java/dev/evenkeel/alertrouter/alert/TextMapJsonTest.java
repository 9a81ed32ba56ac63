package dev.evenkeel.alertrouter.alert;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextMapJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void whatIsWrittenIsWhatJacksonWritesAndIsReadBack(@ForAll Map<String, String> texts) throws Exception {
        Map<String, String> sorted = new TreeMap<>(texts);

        String written = TextMapJson.write(sorted);

        assertThat(written).isEqualTo(JSON.writeValueAsString(sorted));
        assertThat(TextMapJson.read(written)).isEqualTo(sorted);
        assertThat(TextMapJson.readLabels(written)).isEqualTo(Labels.of(sorted));
        assertThat(TextMapJson.readLabels(Utf8Text.of(written)))
                .isEqualTo(TextMapJson.readLabels(Utf8Text.of(written).toString()));
        assertThat(TextMapJson.write(Labels.of(sorted)))
                .isEqualTo(JSON.writeValueAsString(Labels.of(sorted).asMap()));
    }

    @Test
    void quotesAndControlCharactersAreEscaped() {
        assertThat(TextMapJson.write(Map.of("a", "\"\\\n\u0001"))).isEqualTo("{\"a\":\"\\\"\\\\\\n\\u0001\"}");
    }

    @Test
    void whatIsNotOfItsMakingIsRefused() {
        assertThatThrownBy(() -> TextMapJson.read("{\"a\":\"b")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> TextMapJson.read("{\"a\"}")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> TextMapJson.readLabels(Utf8Text.of("{\"a\":\"b")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> TextMapJson.readLabels(Utf8Text.of("{\"a\"}")))
                .isInstanceOf(UncheckedIOException.class);
    }
}
