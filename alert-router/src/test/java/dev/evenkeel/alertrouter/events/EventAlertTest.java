package dev.evenkeel.alertrouter.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.testing.EventExamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventAlertTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "dev.evenkeel.slo.burn.started.v1, dev.evenkeel.slo.burn.ended.v1, ErrorBudgetBurn",
        "dev.evenkeel.backup.failed.v1, dev.evenkeel.backup.completed.v1, BackupFailed",
        "dev.evenkeel.backup.rpo.breached.v1, dev.evenkeel.backup.rpo.recovered.v1, BackupTooOld",
        "dev.evenkeel.capacity.saturation.predicted.v1, dev.evenkeel.capacity.saturation.cleared.v1, SaturationPredicted"
    })
    void whatBeginsAndWhatEndsATroubleNameTheSameAlert(String begin, String end, String name) {
        Alert began = alert(begin, Map.of("burnRate", "14.4"));
        Alert ended = alert(end, Map.of());

        assertThat(began.name()).isEqualTo(name);
        assertThat(began.resolvedAt(NOW)).isFalse();
        assertThat(ended.fingerprint()).isEqualTo(began.fingerprint());
        assertThat(ended.resolvedAt(NOW)).isTrue();
    }

    @Test
    void aBackupThatIsTooOldIsAnAlertInTheWordsOfBackupService() {
        Alert began = backup("dev.evenkeel.backup.rpo.breached.v1", "backup.rpo.breached.v1");
        Alert ended = backup("dev.evenkeel.backup.rpo.recovered.v1", "backup.rpo.recovered.v1");

        assertThat(began.labels().asMap())
                .containsEntry("alertname", "BackupTooOld")
                .containsEntry("backup", "shop")
                .containsEntry("service", "backup-service");
        assertThat(began.annotations().asMap())
                .containsEntry("rpoSeconds", "86400")
                .containsEntry("ageSeconds", "90061");
        assertThat(ended.fingerprint()).isEqualTo(began.fingerprint());
        assertThat(ended.resolvedAt(NOW)).isTrue();
    }

    private static Alert backup(String type, String example) {
        Map<String, String> data = EventDataJson.read(EventExamples.data(example));
        return EventAlert.of(type, "/evenkeel/backup-service", "shop", NOW.minusSeconds(1), data, NOW)
                .getFirst();
    }

    @Test
    void aComponentThatGoesDownAndComesUpIsOneAlert() {
        Alert down =
                component(Map.of("to", "down", "reason", "refused", "criticality", "high", "runbook", "https://r"));
        Alert up = component(Map.of("to", "up", "criticality", "high"));

        assertThat(down.labels().asMap())
                .containsEntry("alertname", "ComponentDown")
                .containsEntry("component", "shop")
                .containsEntry("service", "health-service");
        assertThat(down.annotations().asMap())
                .containsEntry("reason", "refused")
                .containsEntry("runbook_url", "https://r");
        assertThat(up.fingerprint()).isEqualTo(down.fingerprint());
        assertThat(down.mergedWith(up, NOW).resolvedAt(NOW)).isTrue();
    }

    @Test
    void aComponentWhoseCriticalityWasChangedWhileItWasDownComesUpAllTheSame() {
        Alert down = component(Map.of("to", "down", "criticality", "low"));

        List<Alert> up = EventAlert.of(
                EventAlert.COMPONENT_CHANGED,
                "/evenkeel/health-service",
                "shop",
                NOW.minusSeconds(1),
                Map.of("to", "up", "criticality", "critical"),
                NOW);

        assertThat(up)
                .allMatch(alert -> alert.resolvedAt(NOW))
                .extracting(Alert::fingerprint)
                .contains(down.fingerprint());
    }

    @Test
    void aComponentOfWhichNothingIsKnownIsNoReasonForAnAlert() {
        assertThat(EventAlert.of(
                        EventAlert.COMPONENT_CHANGED,
                        "/evenkeel/health-service",
                        "shop",
                        NOW,
                        Map.of("to", "unknown"),
                        NOW))
                .isEmpty();
    }

    @Test
    void aChangedComponentThatDoesNotSayToWhatIsRefused() {
        assertThatThrownBy(() -> component(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"page, critical", "ticket, warning", "info, warning", "critical, critical"})
    void aBurnIsAsBadAsItsPolicySaysAndItsEndResolvesItWhateverThatWas(String severity, String expected) {
        Alert began = burn("dev.evenkeel.slo.burn.started.v1", Map.of("severity", severity))
                .getFirst();
        List<Alert> ended = burn("dev.evenkeel.slo.burn.ended.v1", Map.of("severity", "changed since"));

        assertThat(began.labels().asMap()).containsEntry("severity", expected);
        assertThat(ended)
                .allMatch(alert -> alert.resolvedAt(NOW))
                .extracting(Alert::fingerprint)
                .contains(began.fingerprint());
    }

    private static List<Alert> burn(String type, Map<String, String> data) {
        return EventAlert.of(type, "/evenkeel/slo-service", "checkout/slow-burn", NOW.minusSeconds(1), data, NOW);
    }

    @Test
    void anEventFromTheFutureBeginsNow() {
        Alert alert = EventAlert.of(
                        "dev.evenkeel.backup.failed.v1",
                        "/evenkeel/backup-service",
                        "main",
                        NOW.plusSeconds(9),
                        Map.of(),
                        NOW)
                .getFirst();

        assertThat(alert.startsAt()).isEqualTo(NOW);
    }

    @Test
    void dataIsReadAsFarAsItIsSingleValuesAndLists() {
        assertThat(EventDataJson.read("{\"a\":1.5,\"b\":\"x\",\"c\":[\"y\",2],\"d\":{\"e\":1},\"f\":null,\"g\":true}"))
                .isEqualTo(Map.of("a", "1.5", "b", "x", "c", "y, 2", "g", "true"));
        assertThatThrownBy(() -> EventDataJson.read("[")).isInstanceOf(IllegalArgumentException.class);
        assertThat(EventDataJson.read(null)).isEmpty();
    }

    /** The example of docs/events.md, which is what capacity-planner sends. */
    @Test
    void aPredictedSaturationSaysWhenAndWhatToDoAboutIt() {
        String data = """
                {"resource":"shop-disk","displayName":"Disk of the shop","unit":"bytes","limit":107374182400,
                 "threshold":85899345920,"current":68719476736,"since":"2026-03-01T11:58:00Z","resourceService":"shop",
                 "description":"Orders and pictures","runbook":"https://runbooks.example/disk",
                 "method":"linear-trend","saturated":false,"confidence":0.95,"expectedAt":"2026-03-05T08:10:00Z",
                 "earliestAt":"2026-03-04T17:00:00Z","latestAt":"2026-03-06T03:40:00Z"}""";

        Alert alert = EventAlert.of(
                        "dev.evenkeel.capacity.saturation.predicted.v1",
                        "/evenkeel/capacity-planner",
                        "shop-disk",
                        NOW.minusSeconds(2),
                        EventDataJson.read(data),
                        NOW)
                .getFirst();

        assertThat(alert.labels().asMap())
                .isEqualTo(Map.of(
                        "alertname", "SaturationPredicted",
                        "severity", "warning",
                        "service", "capacity-planner",
                        "resource", "shop-disk"));
        assertThat(alert.annotations().asMap())
                .containsEntry("expectedAt", "2026-03-05T08:10:00Z")
                .containsEntry("threshold", "85899345920")
                .containsEntry("saturated", "false")
                .containsEntry("runbook_url", "https://runbooks.example/disk");
    }

    private static Alert component(Map<String, String> data) {
        return EventAlert.of(
                        EventAlert.COMPONENT_CHANGED,
                        "/evenkeel/health-service",
                        "shop",
                        NOW.minusSeconds(2),
                        data,
                        NOW.minusSeconds(1))
                .getFirst();
    }

    private static Alert alert(String type, Map<String, String> data) {
        return EventAlert.of(type, "/evenkeel/any", "subject", NOW.minusSeconds(2), data, NOW.minusSeconds(1))
                .getFirst();
    }
}
