package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class AlertOrderTest {

    @Test
    void fewerLabelsComeFirst() {
        assertThat(sorted(Labels.of("a", "1", "b", "2"), Labels.of("z", "9")))
                .containsExactly(Labels.of("z", "9"), Labels.of("a", "1", "b", "2"));
    }

    @Test
    void theOneThatLacksTheFirstDifferingNameComesFirst() {
        assertThat(sorted(Labels.of("a", "1"), Labels.of("b", "1")))
                .containsExactly(Labels.of("b", "1"), Labels.of("a", "1"));
    }

    @Test
    void jobAndInstanceLeadAndAlertsWithoutThemComeLast() {
        Alert without = alert("alertname", "A");
        Alert second = alert("job", "node", "instance", "b");
        Alert first = alert("job", "node", "instance", "a", "zone", "x");

        List<Alert> sorted =
                Stream.of(without, second, first).sorted(AlertOrder.ALERTS).toList();

        assertThat(sorted).containsExactly(first, second, without);
    }

    private static List<Labels> sorted(Labels... labels) {
        return Stream.of(labels).sorted(AlertOrder.LABELS).toList();
    }

    private static Alert alert(String... labels) {
        return Alert.of(Labels.of(labels), Map.of(), Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH, false);
    }
}
