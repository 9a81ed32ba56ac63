package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class AlertMergeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aRepeatedReportKeepsTheFirstStartAndTheLaterAssumedEnd() {
        Alert first = assumed(0, 300, 0);
        Alert repeated = assumed(60, 360, 60);

        Alert merged = first.mergedWith(repeated, NOON.plusSeconds(60));

        assertThat(merged.startsAt()).isEqualTo(NOON);
        assertThat(merged.endsAt()).isEqualTo(NOON.plusSeconds(360));
    }

    @Test
    void anExplicitEndThatLiesLaterOutlastsAnAssumedOne() {
        Alert first = stated(0, 600, 0);
        Alert repeated = assumed(60, 360, 60);

        Alert merged = first.mergedWith(repeated, NOON.plusSeconds(60));

        assertThat(merged.endsAt()).isEqualTo(NOON.plusSeconds(600));
    }

    @Test
    void aResolvedReportEndsAFiringAlert() {
        Alert first = assumed(0, 300, 0);
        Alert resolved = stated(0, 90, 90);

        Alert merged = first.mergedWith(resolved, NOON.plusSeconds(90));

        assertThat(merged.resolvedAt(NOON.plusSeconds(90))).isTrue();
        assertThat(merged.endsAt()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void anAlertThatFiresAgainAfterItsEndStartsAnew() {
        Alert ended = stated(0, 90, 90);
        Alert again = assumed(200, 500, 200);

        Alert merged = ended.mergedWith(again, NOON.plusSeconds(200));

        assertThat(merged).isEqualTo(again);
    }

    @Test
    void anOlderReportThatComesLateDoesNotReplaceTheAnnotations() {
        Alert newer = annotated(assumed(0, 300, 60), "new");
        Alert older = annotated(assumed(10, 200, 30), "old");

        Alert merged = newer.mergedWith(older, NOON.plusSeconds(61));

        assertThat(merged.annotations().asMap()).containsEntry("summary", "new");
    }

    private static Alert assumed(int start, int end, int updated) {
        return alert(start, end, updated, true);
    }

    private static Alert stated(int start, int end, int updated) {
        return alert(start, end, updated, false);
    }

    private static Alert alert(int start, int end, int updated, boolean endAssumed) {
        return Alert.of(
                Labels.of("alertname", "X"),
                Map.of(),
                NOON.plusSeconds(start),
                NOON.plusSeconds(end),
                "",
                NOON.plusSeconds(updated),
                endAssumed);
    }

    private static Alert annotated(Alert alert, String summary) {
        return Alert.of(
                alert.labels(),
                Map.of("summary", summary),
                alert.startsAt(),
                alert.endsAt(),
                "",
                alert.updatedAt(),
                alert.endAssumed());
    }
}
