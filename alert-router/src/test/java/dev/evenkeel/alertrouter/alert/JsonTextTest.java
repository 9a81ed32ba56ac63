package dev.evenkeel.alertrouter.alert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

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

    @Property
    void textsInAsciiAreWrittenAsJacksonWritesThem(
            @ForAll @StringLength(max = 300) @CharRange(from = '\u0000', to = '\u0080') String text)
            throws IOException {
        assertThat(new JsonText(1).addText(text).toBytes()).asString().isEqualTo(JSON.writeValueAsString(text));
    }

    @Property
    void anObjectOfTextsIsWrittenAsWhatIsStoredOfItIs(@ForAll Map<String, String> texts) {
        Map<String, String> sorted = new TreeMap<>(texts);
        var json = new JsonText(1);

        byte[] ofTexts = json.addObject(sorted).take();
        byte[] ofLabels = json.addObject(Labels.of(sorted)).take();

        assertThat(ofTexts).isEqualTo(JsonText.utf8(TextMapJson.write(sorted)));
        assertThat(ofLabels).isEqualTo(JsonText.utf8(TextMapJson.write(Labels.of(sorted))));
    }

    @Property(tries = 100)
    void piecesAreTheWholeText(@ForAll @Size(max = 10) List<@StringLength(max = 30_000) String> texts) {
        var whole = new JsonText(1);
        JsonText cut = JsonText.inPieces();
        for (String text : texts) {
            whole.addText(text);
            cut.addText(text).mayBeCut();
        }

        List<byte[]> pieces = cut.toPieces();

        var together = new ByteArrayOutputStream();
        pieces.forEach(together::writeBytes);
        assertThat(together.toByteArray()).isEqualTo(whole.toBytes());
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).isNotEmpty());
    }

    @Test
    void whatMayBeCutAfterEachShortPartIsCutIntoPiecesOfLessThan64KiB() {
        JsonText json = JsonText.inPieces();
        for (int i = 0; i < 1_000; i++) {
            json.add(new byte[1_000]).mayBeCut();
        }

        assertThat(json.toPieces())
                .hasSizeBetween(16, 30)
                .allSatisfy(piece -> assertThat(piece).hasSizeLessThan(64 << 10));
    }
}
