package dev.evenkeel.alertrouter.grouping;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.FiringAlert;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Which commits wait until they are on the disk. */
@ServiceTest
class DurabilityTest {

    @Inject
    IngestService intake;

    @Test
    void theDiskIsWaitedForWhenItIsStoredWhoWasToldButNotForWhatIsDoneAgain() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
        TestDatabase database = TestDatabase.ofRunningService();
        database.execute("CREATE TABLE committed (what text, by text)");
        database.execute("""
                CREATE FUNCTION noticed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
                    INSERT INTO committed SELECT TG_TABLE_NAME, source FROM pg_settings WHERE name = ''synchronous_commit'';
                    RETURN NULL;
                END'
                """);
        for (String change : List.of(
                "INSERT ON alert", "INSERT ON notification_log", "INSERT ON incident", "UPDATE ON alert_group")) {
            database.execute("CREATE CONSTRAINT TRIGGER noticed AFTER " + change
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION noticed()");
        }
        try {
            intake.take(List.of(FiringAlert.of("alertname", "Slow"))).await().atMost(Duration.ofSeconds(20));
            RouterUnderTest.flush();

            assertThat(database.number("SELECT count(DISTINCT what) FROM committed WHERE by <> 'session'"
                            + " AND what IN ('alert', 'notification_log')"))
                    .isEqualTo(2);
            assertThat(database.number("SELECT count(DISTINCT what) FROM committed WHERE by = 'session'"
                            + " AND what IN ('incident', 'alert_group')"))
                    .isEqualTo(2);
            assertThat(database.number("SELECT count(*) FROM committed WHERE by = 'session'"
                            + " AND what NOT IN ('incident', 'alert_group')"))
                    .isZero();
        } finally {
            database.execute("DROP FUNCTION noticed() CASCADE");
            database.execute("DROP TABLE committed");
        }
    }
}
