package dev.evenkeel.alertrouter.alert;

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

    private static String fingerprint(String... labels) {
        return Fingerprint.text(Fingerprint.of(Labels.of(labels)));
    }
}
