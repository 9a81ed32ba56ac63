package dev.evenkeel.alertrouter.ingest;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class IngestServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final String run = UUID.randomUUID().toString();

    @Inject
    IngestService intake;

    @Test
    void amidAStormOfNewAlertsOneThatIsRepeatedIsMergedAndItsCompanionsAreStored() throws SQLException {
        take(IntStream.range(0, NewAlertStreak.LONG).mapToObj(i -> alert(i, "first")));

        take(Stream.of(alert(NewAlertStreak.LONG, "first"), alert(7, "second")));

        assertThat(stored("first")).isEqualTo(NewAlertStreak.LONG);
        assertThat(stored("second")).isEqualTo(1);
    }

    @Test
    void aStormOfNewAlertsIsStoredWhole() throws SQLException {
        for (int i = 0; i < 3; i++) {
            int from = i * NewAlertStreak.LONG;
            take(IntStream.range(from, from + NewAlertStreak.LONG).mapToObj(number -> alert(number, "only")));
        }

        assertThat(stored("only")).isEqualTo(3 * NewAlertStreak.LONG);
    }

    private void take(Stream<Alert> alerts) {
        intake.take(alerts.toList()).await().atMost(PATIENCE);
    }

    private Alert alert(int number, String report) {
        return Alert.of(
                Labels.of("alertname", "Stormy", "run", run, "number", Integer.toString(number)),
                Map.of("report", report),
                NOW,
                NOW.plusSeconds(240),
                "",
                NOW,
                false);
    }

    private long stored(String report) throws SQLException {
        return TestDatabase.ofRunningService()
                .number(
                        "SELECT count(*) FROM alert WHERE labels LIKE '%%\"run\":\"%s\"%%' AND annotations LIKE '%%%s%%'"
                                .formatted(run, report));
    }
}
