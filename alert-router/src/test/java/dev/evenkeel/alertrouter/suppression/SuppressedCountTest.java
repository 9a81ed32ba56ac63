package dev.evenkeel.alertrouter.suppression;

import java.sql.SQLException;
import java.time.Duration;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;

/** How many alerts are suppressed, without reading the labels of those that cannot be. */
@ServiceTest
class SuppressedCountTest {

    private static final String EMPTY =
            "TRUNCATE alert, alert_group, further_membership, inhibiting_alert, silence CASCADE";

    @BeforeEach
    void nothingFires() throws SQLException {
        TestClock.stop();
        TestDatabase.ofRunningService().execute(EMPTY);
        RouterUnderTest.configure("""
                route: {receiver: nobody}
                receivers: [{name: nobody}]
                inhibit_rules:
                - source_matchers: [severity="critical"]
                  target_matchers: [severity="warning"]
                  equal: [cluster]
                """);
        // silences are known by their version, and the test took them away without one
        silence("{\"name\":\"nothing\",\"value\":\"fires\",\"isRegex\":false}");
    }

    @AfterAll
    static void leaveNothing() throws SQLException {
        TestDatabase.ofRunningService().execute(EMPTY);
    }

    @Test
    void whatIsSilencedByItsNameIsCountedByIt() throws SQLException {
        silence("{\"name\":\"alertname\",\"value\":\"Planned|Done\",\"isRegex\":true}");
        unreadable("Planned", 1_200);
        unreadable("Done", 1);
        unreadable("Other", 1);

        suppressed(1_201);
    }

    @Test
    void ofTheOthersTheLabelsAreReadPageByPage() throws SQLException {
        silence(
                "{\"name\":\"alertname\",\"value\":\"Slow\",\"isRegex\":false},{\"name\":\"i\",\"value\":\".*0\",\"isRegex\":true}");
        TestDatabase.ofRunningService()
                .execute("""
                INSERT INTO alert (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at, end_assumed,
                                   name)
                SELECT n, '{"alertname":"Slow","i":"' || n || '"}', '{}', '', '%1$s', '%2$s', '%1$s', false, 'Slow'
                FROM generate_series(1, 1300) AS n
                """.formatted(TestClock.now(), TestClock.now().plus(Duration.ofHours(1))));
        unreadable("Other", 1);

        suppressed(130);
    }

    @Test
    void whatIsInhibitedIsCountedWhileItsSourceFires() throws SQLException {
        RouterUnderTest.post("""
                        [{"labels":{"alertname":"Slow","severity":"warning","cluster":"x"}},
                         {"labels":{"alertname":"Slow","severity":"warning","cluster":"y"}},
                         {"labels":{"alertname":"Late","severity":"info","cluster":"x"}}]
                        """).statusCode(200);
        suppressed(0);

        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Down\",\"severity\":\"critical\",\"cluster\":\"x\"}}]")
                .statusCode(200);
        unreadable("Other", 1);

        suppressed(1);
    }

    private static void suppressed(int alerts) {
        Tasks.run("count-suppressed-alerts");
        TestKeys.as(Role.VIEWER)
                .get("/metrics")
                .then()
                .body(containsString("alertmanager_alerts{state=\"suppressed\"} " + alerts + ".0"));
    }

    private static void silence(String matchers) {
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"matchers\":[%s],\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"createdBy\":\"me\",\"comment\":\"x\"}"
                        .formatted(matchers, TestClock.now(), TestClock.now().plus(Duration.ofHours(1))))
                .post("/api/v2/silences")
                .then()
                .statusCode(200);
    }

    /** Alerts that fire, and whose labels are no labels. */
    private static void unreadable(String name, int alerts) throws SQLException {
        TestDatabase.ofRunningService()
                .execute("""
                INSERT INTO alert (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at, end_assumed,
                                   name)
                SELECT hashtextextended('%3$s' || n, 0), 'never read', '{}', '', '%1$s', '%2$s', '%1$s', false, '%3$s'
                FROM generate_series(1, %4$d) AS n
                """.formatted(TestClock.now(), TestClock.now().plus(Duration.ofHours(1)), name, alerts));
    }
}
