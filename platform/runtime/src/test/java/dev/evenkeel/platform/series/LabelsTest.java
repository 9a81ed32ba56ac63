package dev.evenkeel.platform.series;

import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LabelsTest {

    @Test
    void theOrderInWhichLabelsAreGivenDoesNotMatter() {
        assertThat(Labels.of("b", "2", "a", "1"))
                .isEqualTo(Labels.of("a", "1", "b", "2"))
                .hasSameHashCodeAs(Labels.of("a", "1", "b", "2"));
    }

    @Test
    void anEmptyValueIsTheSameAsNoLabel() {
        assertThat(Labels.of("a", "", "b", "2")).isEqualTo(Labels.of("b", "2"));
        assertThat(Labels.of("a", "1").with("a", "")).isEqualTo(Labels.empty());
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a appears twice");
    }

    @Test
    void aSeriesIsWrittenAsPrometheusWritesIt() {
        assertThat(Labels.of("__name__", "up", "path", "C:\\\"x\"\n")).hasToString("up{path=\"C:\\\\\\\"x\\\"\\n\"}");
        assertThat(Labels.of("__name__", "up")).hasToString("up");
        assertThat(Labels.empty()).hasToString("{}");
    }

    @Test
    void groupingKeepsOrDropsLabels() {
        Labels labels = Labels.of("__name__", "up", "job", "api", "instance", "a:1");
        assertThat(labels.only(List.of("job", "missing"))).isEqualTo(Labels.of("job", "api"));
        assertThat(labels.without(List.of("instance")).withoutName()).isEqualTo(Labels.of("job", "api"));
    }

    @Test
    void ofTwoSetsTheOtherOneWins() {
        assertThat(Labels.of("a", "1", "b", "1").with(Labels.of("b", "2", "c", "3")))
                .isEqualTo(Labels.of("a", "1", "b", "2", "c", "3"));
    }

    @Property(tries = 300)
    void aMapComesBackSortedAndWithoutEmptyValues(@ForAll Map<String, String> given) {
        Labels labels = Labels.of(given);

        assertThat(List.copyOf(labels.asMap().keySet())).isSorted();
        given.forEach((name, value) -> assertThat(labels.get(name)).isEqualTo(value));
        assertThat(labels.asMap().values()).doesNotContain("");
        assertThat(Labels.of(labels.asMap())).isEqualTo(labels).isEqualByComparingTo(labels);
    }

    @Test
    void labelsOfADocumentAreTheSameInAnyOrder() {
        Labels expected = Labels.of("a", "1", "b", "2");

        assertThat(Labels.ofLast(List.of("a", "1", "b", "2"))).isEqualTo(expected);
        assertThat(Labels.ofLast(List.of("b", "2", "a", "1"))).isEqualTo(expected);
        assertThat(Labels.ofLast(List.of("a", "0", "a", "1", "b", "2"))).isEqualTo(expected);
        assertThat(Labels.ofLast(List.of("a", "1", "b", "2", "c", ""))).isEqualTo(expected);
        assertThat(Labels.ofLast(List.of())).isEqualTo(Labels.empty());
    }
}
