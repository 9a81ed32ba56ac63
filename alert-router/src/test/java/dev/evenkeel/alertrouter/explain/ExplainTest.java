package dev.evenkeel.alertrouter.explain;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class ExplainTest {

    private static final String CONFIGURATION = """
            route:
              receiver: everybody
              group_by: [alertname]
              group_wait: 30s
              routes:
              - matchers: [severity="critical"]
                receiver: pager
                continue: true
              - matchers: [team="night"]
                receiver: night
                mute_time_intervals: [always]
            receivers:
            - name: everybody
              inbox_configs: [{}]
            - name: pager
              inbox_configs: [{}]
            - name: night
              inbox_configs: [{}]
            inhibit_rules:
            - source_matchers: [alertname="Down"]
              target_matchers: [severity="warning"]
              equal: [host]
            time_intervals:
            - name: always
              time_intervals: [{}]
            """;

    @BeforeEach
    void configure() {
        RouterUnderTest.configure(CONFIGURATION);
    }

    @Test
    void everyRouteThatWasAskedSaysWhyItTookTheAlertOrNot() {
        ask("/api/v1/routing/explain", Role.VIEWER, Map.of("labels", Map.of("alertname", "A", "severity", "critical")))
                .body("way.takes", equalTo(false))
                .body("way.asked", hasSize(2))
                .body("way.asked[0].takes", equalTo(true))
                .body("way.asked[1].because", equalTo("team=\"night\" does not hold"))
                .body("destinations.receiver", equalTo(java.util.List.of("pager")))
                .body("destinations[0].integrations", hasItem("inbox[0]"))
                .body("destinations[0].groupKey", equalTo("{}/{severity=\"critical\"}:{alertname=\"A\"}"))
                .body("destinations[0].next", equalTo("A group begins and tells after 30s."));
    }

    @Test
    void schedulesSilencesAndInhibitionAreNamed() {
        ask("/api/v1/routing/explain", Role.VIEWER, Map.of("labels", Map.of("alertname", "A", "team", "night")))
                .body("destinations[0].mutedBy", hasItem("always"))
                .body("destinations[0].next", containsString("at this time: always"));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Down\",\"host\":\"h1\"}}]")
                .statusCode(200);
        ask(
                        "/api/v1/routing/explain",
                        Role.VIEWER,
                        Map.of("labels", Map.of("alertname", "Slow", "host", "h1", "severity", "warning")))
                .body("inhibitedBy.length()", equalTo(16))
                .body("destinations[0].next", containsString("Nobody is told while the alert"));
    }

    @Test
    void aKnownAlertSaysWhoWasToldAndWhenItsGroupLooksAgain() {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Known\",\"severity\":\"critical\"}}]")
                .statusCode(200);
        String fingerprint = new JsonObject(ask(
                                "/api/v1/routing/explain",
                                Role.VIEWER,
                                Map.of("labels", Map.of("alertname", "Known", "severity", "critical")))
                        .extract()
                        .asString())
                .getString("fingerprint");
        explained(fingerprint)
                .body("destinations[0].group.told", hasSize(0))
                .body("destinations[0].next", containsString("It is told at "));

        TestClock.advance(Duration.ofSeconds(31));
        RouterUnderTest.flush();

        explained(fingerprint)
                .body("inhibitedBy", nullValue())
                .body("destinations[0].group.told[0].asFiring", equalTo(true))
                .body("destinations[0].group.incidents[0].status", equalTo("open"))
                .body("destinations[0].next", containsString("Everybody was told"));
    }

    @Test
    void ofAnAlertThatIsOverNothingMoreIsPromised() {
        String alert = "[{\"labels\":{\"alertname\":\"Over\",\"severity\":\"critical\"}%s}]";
        RouterUnderTest.post(alert.formatted("")).statusCode(200);
        TestClock.advance(Duration.ofSeconds(31));
        RouterUnderTest.flush();
        String fingerprint = new JsonObject(ask(
                                "/api/v1/routing/explain",
                                Role.VIEWER,
                                Map.of("labels", Map.of("alertname", "Over", "severity", "critical")))
                        .extract()
                        .asString())
                .getString("fingerprint");

        RouterUnderTest.post(alert.formatted(",\"endsAt\":\"" + TestClock.now() + "\""))
                .statusCode(200);

        explained(fingerprint).body("destinations[0].next", containsString("It is over, which is told at "));
        TestClock.advance(Duration.ofMinutes(6));
        RouterUnderTest.flush();
        explained(fingerprint)
                .body(
                        "destinations[0].next",
                        equalTo("It is over, and nothing is to be told of it unless it fires again."))
                .body("destinations[0].escalations", hasSize(0));
    }

    @Test
    void anotherConfigurationIsTriedWithoutBeingPutInForce() {
        String other = CONFIGURATION.replace("severity=\"critical\"", "severity=\"page\"");
        var alert = Map.of("alertname", "A", "severity", "critical");

        ask("/api/v1/routing/test", Role.OPERATOR, Map.of("labels", alert, "configuration", other))
                .body("destinations.receiver", equalTo(java.util.List.of("everybody")));

        ask("/api/v1/routing/explain", Role.VIEWER, Map.of("labels", alert))
                .body("destinations.receiver", equalTo(java.util.List.of("pager")));
        refused("/api/v1/routing/test", Map.of("labels", alert, "configuration", "route: {receiver: nobody}"))
                .body("detail", containsString("not valid"));
    }

    @Test
    void alertsOfThePastAreReplayedThroughAnotherConfiguration() {
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"Past\",\"severity\":\"critical\"}},{\"labels\":{\"alertname\":\"Past\",\"severity\":\"info\"}}]")
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(10));
        RouterUnderTest.flush();
        TestClock.advance(Duration.ofHours(1));
        RouterUnderTest.flush();
        Tasks.run("tidy-alerts");
        String other = CONFIGURATION.replace("severity=\"critical\"", "severity=\"page\"");

        ask("/api/v1/routing/replay", Role.OPERATOR, Map.of("configuration", other))
                .body(
                        "changes.findAll { it.labels.alertname == 'Past' }.labels.severity",
                        equalTo(java.util.List.of("critical")))
                .body(
                        "changes.find { it.labels.alertname == 'Past' }.before[0]",
                        equalTo("pager is told in the group {}/{severity=\"critical\"}:{alertname=\"Past\"}"))
                .body(
                        "changes.find { it.labels.alertname == 'Past' }.after[0]",
                        equalTo("everybody is told in the group {}:{alertname=\"Past\"}"));
    }

    @Test
    void everyTimeThatAnAlertFiredIsPlayedOnceHoweverManyThereAre() throws SQLException {
        TestDatabase database = TestDatabase.ofRunningService();
        database.execute("""
                INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels)
                SELECT n, timestamptz '2020-03-02T00:00:00Z' + n / 10 * interval '1 second', '2020-03-03T00:00:00Z',
                    '{"alertname":"Played","severity":"critical"}'
                FROM generate_series(1, 5000) AS n
                """);
        database.execute("""
                INSERT INTO alert (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at, end_assumed)
                SELECT e.fingerprint, e.labels, '{}', '', e.started_at, e.ended_at + interval '1 hour', now(), false
                FROM alert_episode AS e WHERE e.fingerprint BETWEEN 1000 AND 1999
                UNION ALL SELECT 5001, '{"alertname":"Played"}', '{}', '', '2020-03-02T00:00:00Z', now(), now(), false
                """);

        ask(
                        "/api/v1/routing/replay",
                        Role.OPERATOR,
                        Map.of(
                                "configuration",
                                CONFIGURATION.replace("severity=\"critical\"", "severity=\"page\""),
                                "from",
                                "2020-03-02T00:00:00Z",
                                "to",
                                "2020-03-03T00:00:00Z"))
                .body("episodes", equalTo(5001))
                .body("changed", equalTo(5000))
                .body("changes", hasSize(200))
                .body("before.pager.episodes", equalTo(5000))
                .body("after.everybody.episodes", equalTo(5001));

        database.execute("DELETE FROM alert_episode WHERE fingerprint BETWEEN 1 AND 5000");
        database.execute("DELETE FROM alert WHERE fingerprint BETWEEN 1 AND 5001");
    }

    private static ValidatableResponse explained(String fingerprint) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/alerts/" + fingerprint + "/explain")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse ask(String path, Role role, Map<String, ?> body) {
        return TestKeys.as(role)
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse refused(String path, Map<String, ?> body) {
        return TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(path)
                .then()
                .statusCode(400);
    }
}
