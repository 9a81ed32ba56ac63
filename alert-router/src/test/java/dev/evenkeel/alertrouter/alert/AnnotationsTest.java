package dev.evenkeel.alertrouter.alert;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnnotationsTest {

    @Property
    void itDoesNotMatterByWhatTheyAreKnown(@ForAll Map<String, String> drawn) {
        var texts = new TreeMap<String, String>();
        drawn.forEach((name, text) -> texts.put(whole(name), whole(text)));
        Annotations byTexts = Annotations.of(texts);

        Annotations byJson = Annotations.ofJson(List.copyOf(texts.keySet()), byTexts.json());

        assertThat(byJson.asMap()).containsExactlyEntriesOf(texts);
        assertThat(byJson.names()).containsExactlyElementsOf(byTexts.names());
        assertThat(byJson).isEqualTo(byTexts).hasSameHashCodeAs(byTexts).hasToString(byTexts.toString());
    }

    /** Without halves of characters, which no text in UTF-8 has. */
    private static String whole(String text) {
        return Utf8Text.of(text).toString();
    }

    @Test
    void theyAreInOrderOfTheirNamesAndMayBeEmpty() {
        Annotations annotations = Annotations.of(Map.of("b", "", "a", "1", "c", "2"));

        assertThat(annotations.json()).hasToString("{\"a\":\"1\",\"b\":\"\",\"c\":\"2\"}");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(Annotations.none().get("summary")).isEmpty();
        assertThat(Annotations.none().json()).hasToString("{}");
    }
}
