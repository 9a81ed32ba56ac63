package dev.evenkeel.alertrouter.correlation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.FiringAlert;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of the alerts of incidents. */
@ServiceTest
class OccurrenceStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    IngestService intake;

    @Test
    void ofIncidentsThatAreOpenedTogetherEachIsNotedWithItsOwnAlerts() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
        // names of this run alone, since noted alerts outlast their groups
        String run = UUID.randomUUID().toString();
        take(firing(run, "Two", "a"), firing(run, "Two", "b"), firing(run, "One", "a"), firing(run, "Other", "a"));

        RouterUnderTest.flush();

        String noted = "SELECT count(*) FROM correlation_occurrence AS o JOIN incident AS i ON i.id = o.incident_id"
                + " WHERE o.labels LIKE '%" + run + "%'";
        assertThat(number(noted)).isEqualTo(4);
        assertThat(number(noted + " AND o.fingerprint = ANY (i.firing)")).isEqualTo(4);
    }

    @Test
    void anAlertThatIsOlderThanThatIsTakenToHaveBegunTenMinutesBeforeItsIncidentHeardOfIt() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
        String run = UUID.randomUUID().toString();
        take(FiringAlert.since(TestClock.now().minusSeconds(3600), "alertname", run));

        RouterUnderTest.flush();

        assertThat(number("SELECT extract(epoch FROM i.updated_at - o.at)::bigint FROM correlation_occurrence AS o"
                        + " JOIN incident AS i ON i.id = o.incident_id WHERE o.labels LIKE '%" + run + "%'"))
                .isEqualTo(600);
    }

    private void take(Alert... alerts) {
        intake.take(List.of(alerts)).await().atMost(PATIENCE);
    }

    private static Alert firing(String run, String name, String instance) {
        return FiringAlert.of("alertname", name + run, "instance", instance);
    }

    private static long number(String sql) throws SQLException {
        return TestDatabase.ofRunningService().number(sql);
    }
}
