package dev.evenkeel.alertrouter.alert;

import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {

    @Test
    void equalsTheOnesThatAlertmanagerShows() {
        assertThat(fingerprint("alertname", "x")).isEqualTo("d240efc3896bf266");
        assertThat(fingerprint("a", "b")).isEqualTo("d2b371819297f98a");
        assertThat(fingerprint("a", "c")).isEqualTo("d2af7181929410b3");
    }

    @Test
    void doesNotDependOnTheOrderInWhichLabelsAreGiven() {
        assertThat(fingerprint("a", "1", "b", "2")).isEqualTo(fingerprint("b", "2", "a", "1"));
    }

    @Test
    void isTheOffsetBasisForNoLabelsAtAll() {
        assertThat(fingerprint()).isEqualTo("cbf29ce484222325");
    }

    @Property
    void isTheHashOfAllBytesWhateverTheTextsAre(
            @ForAll @StringLength(max = 100) @CharRange(from = ' ', to = '\u00ff') String name, @ForAll String value) {
        Labels labels = Labels.of(name + "n", value + "v");
        long hash = 0xcbf29ce484222325L;
        for (String text : List.of(name + "n", value + "v")) {
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
            }
            hash = (hash ^ 0xff) * 0x100000001b3L;
        }

        assertThat(Fingerprint.of(labels)).isEqualTo(hash);
    }

    private static String fingerprint(String... labels) {
        return Fingerprint.text(Fingerprint.of(Labels.of(labels)));
    }
}
