package dev.evenkeel.alertrouter.history;

import java.sql.SQLException;
import java.time.Duration;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.ShownMetrics;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** How many alerts fire, by name and severity, minute by minute. */
@ServiceTest
class AlertCountTest {

    @BeforeEach
    void nothingFires() throws SQLException {
        TestClock.stop();
        RouterUnderTest.configure(
                "{route: {receiver: nobody, group_by: [alertname], group_wait: 0s}, receivers: [{name: nobody}]}");
        TestDatabase.ofRunningService()
                .execute("TRUNCATE alert, alert_group, further_membership, incident, alert_count CASCADE");
    }

    @Test
    void alertsOfOneNameAndSeverityAreOneNumber() {
        post("""
                [{"labels": {"alertname": "Slow", "severity": "warning", "i": "1"}},
                 {"labels": {"alertname": "Slow", "severity": "warning", "i": "2"}},
                 {"labels": {"alertname": "Slow", "severity": "info", "i": "3"}},
                 {"labels": {"team": "shop", "i": "4"}}]
                """);

        RouterUnderTest.flush();
        Tasks.run("count-alerts");

        count("ALERTS{alertname=\"Slow\",severity=\"warning\"}").body("data.result[0].value[1]", is("2"));
        count("ALERTS{alertname=\"Slow\",severity=\"info\"}").body("data.result[0].value[1]", is("1"));
        count("sum(ALERTS)").body("data.result[0].value[1]", is("4"));
        TestKeys.as(Role.VIEWER)
                .get("/metrics")
                .then()
                .body(containsString("alertmanager_alerts{state=\"active\"} 4.0"));
    }

    @Test
    void whatNoGroupHasLookedAtYetIsUnprocessed() {
        post("""
                [{"labels": {"alertname": "Fast", "i": "1"}}, {"labels": {"alertname": "Fast", "i": "2"}},
                 {"labels": {"alertname": "Slow", "i": "3"}}]
                """);

        Tasks.run("count-alerts");
        ShownMetrics waiting = ShownMetrics.now();
        RouterUnderTest.flush();
        Tasks.run("count-alerts");
        ShownMetrics lookedAt = ShownMetrics.now();

        assertThat(waiting.sum("alertmanager_alerts", "state", "unprocessed")).isEqualTo(3);
        assertThat(waiting.sum("alertmanager_alerts", "state", "active")).isZero();
        assertThat(waiting.sum("alertmanager_dispatcher_aggregation_groups")).isEqualTo(2);
        assertThat(lookedAt.sum("alertmanager_alerts", "state", "unprocessed")).isZero();
        assertThat(lookedAt.sum("alertmanager_alerts", "state", "active")).isEqualTo(3);
    }

    @Test
    void namesThatAreHardToWriteAreCountedAsTheyAre() {
        post("""
                [{"labels": {"alertname": "say \\"\\\\n\\"", "severity": "ü"}},
                 {"labels": {"alertname": "a\\u0000b", "severity": "page"}}]
                """);

        Tasks.run("count-alerts");

        count("ALERTS{severity=\"ü\"}").body("data.result[0].metric.alertname", is("say \"\\n\""));
        count("ALERTS{severity=\"page\"}").body("data.result[0].metric.alertname", is("a\uFFFDb"));
    }

    @Test
    void whatIsReportedAgainCountsOnceAndWhatIsOverDoesNot() {
        post("[{\"labels\": {\"alertname\": \"Again\"}}, {\"labels\": {\"alertname\": \"Over\"}}]");
        TestClock.advance(Duration.ofSeconds(20));
        post("""
                [{"labels": {"alertname": "Again"}},
                 {"labels": {"alertname": "Over"}, "startsAt": "%s", "endsAt": "%s"}]
                """.formatted(TestClock.now().minusSeconds(20), TestClock.now()));

        Tasks.run("count-alerts");

        count("ALERTS{alertname=\"Again\"}").body("data.result[0].value[1]", is("1"));
        count("ALERTS{alertname=\"Over\"}").body("data.result", hasSize(0));
    }

    private static void post(String alerts) {
        RouterUnderTest.post(alerts).statusCode(200);
    }

    private static ValidatableResponse count(String query) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("query", query)
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200);
    }
}
