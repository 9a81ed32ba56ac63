package dev.evenkeel.alertrouter.silence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.is;

@ServiceTest
class OurSilencesTest {

    private static int counter;

    private final String name = "Ending" + counter++;

    @BeforeEach
    void standStill() {
        TestClock.stop();
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body("rules: [{}]")
                .put("/api/v1/configuration/files/silence-policy.yaml")
                .then()
                .statusCode(200);
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
    }

    @Test
    void aSilenceEndsWithTheLastOfItsAlerts() {
        post(alert("a", false), alert("b", false));
        String id = create(true, "8h")
                .statusCode(201)
                .body("untilResolved", is(true))
                .body("state", is("active"))
                .extract()
                .path("id");

        post(alert("a", true));
        end();
        state(id, "active");
        post(alert("b", true));
        end();

        state(id, "expired");
    }

    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        post(alert("a", false));
        String id = create(true, "1m").statusCode(201).extract().path("id");

        TestClock.advance(Duration.ofMinutes(1));

        state(id, "expired");
    }

    @Test
    void aSilenceOfNothingThatFiresCannotEndWithIt() {
        create(true, "8h").statusCode(422);
        create(false, "8h").statusCode(201).body("untilResolved", is(false)).body("createdBy", is("responder"));
    }

    @Test
    void aSilenceCountsThoughTheDatabaseWasPutBackMeanwhile() throws SQLException {
        post(alert("a", false));
        create(false, "8h").statusCode(201);
        silenced(1);
        TestDatabase.ofRunningService()
                .execute("DELETE FROM silence; UPDATE silence_version SET version = version - 1");
        silenced(0);

        create(false, "8h").statusCode(201);

        silenced(1);
    }

    private void silenced(int by) {
        TestKeys.as(Role.VIEWER)
                .queryParam("filter", "alertname=" + name)
                .get("/api/v2/alerts")
                .then()
                .body("[0].status.silencedBy.size()", is(by));
    }

    @Test
    void whatCannotBeIsTold() {
        for (String wrong : List.of(
                "{}",
                "{\"matchers\":[\"a=b\"]}",
                "{\"matchers\":[\"=\"],\"duration\":\"1h\"}",
                "{\"matchers\":[\"a=\"],\"duration\":\"1h\"}",
                "{\"matchers\":[\"a=b\"],\"duration\":\"300y\"}")) {
            call(wrong).statusCode(400);
        }
    }

    @Test
    void ofVeryManyAlertsItIsTheFirstWhoseEndItWaitsFor() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                INSERT INTO alert (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at, end_assumed)
                SELECT n, '{"alertname":"%1$s","i":"' || n || '"}', '{}', '', '%2$s', timestamptz '%2$s' + interval '1 day',
                    '%2$s', false
                FROM generate_series(1, 10001) AS n
                """.formatted(name, TestClock.now()));
        String id = create(true, "8h").statusCode(201).extract().path("id");
        end();
        state(id, "active");

        TestDatabase.ofRunningService().execute("DELETE FROM alert WHERE fingerprint <= 10000");
        end();

        state(id, "expired");
        TestDatabase.ofRunningService().execute("DELETE FROM alert WHERE fingerprint = 10001");
    }

    private ValidatableResponse create(boolean untilResolved, String duration) {
        return call("{\"matchers\":[\"alertname=%s\"],\"duration\":\"%s\",\"comment\":\"why\",\"untilResolved\":%s}"
                .formatted(name, duration, untilResolved));
    }

    private static ValidatableResponse call(String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/silencing")
                .then();
    }

    private static void end() {
        TestKeys.as(Role.OPERATOR).post("/internal/tasks/end-silences").then().statusCode(200);
    }

    private static void state(String id, String state) {
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/silencing")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + id + "' }.state", is(state));
    }

    private static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    private String alert(String instance, boolean resolved) {
        Instant now = TestClock.now();
        String end = resolved ? ",\"startsAt\":\"" + now.minusSeconds(1) + "\",\"endsAt\":\"" + now + "\"" : "";
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"}%s}".formatted(name, instance, end);
    }
}
