package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import dev.evenkeel.alertrouter.alert.Utf8Text;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void textsAreWrittenAsJacksonWritesThemWhereverTheyComeFrom(@ForAll List<String> texts) throws IOException {
        List<String> utf8 =
                texts.stream().map(text -> Utf8Text.of(text).toString()).toList();
        var json = new JsonText(1).add('[');
        for (String text : utf8) {
            json.addText(text).add(',').addText(Utf8Text.of(text)).add(',');
        }
        json.add(JsonText.utf8("0]"));

        String expected = JSON.writeValueAsString(
                utf8.stream().flatMap(text -> List.of(text, text).stream()).toList());
        assertThat(json.toBytes()).asString().isEqualTo(expected.replaceAll("]$", utf8.isEmpty() ? "0]" : ",0]"));
    }
}
