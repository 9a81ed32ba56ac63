package dev.evenkeel.alertrouter.incident;

import java.time.Duration;
import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

/** Incidents of a group by alertname, and what a responder does with them over REST. */
abstract class IncidentScenario {

    private static int counter;

    final String name = "Work" + counter++;

    @BeforeEach
    void standStill() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
    }

    String opened(String alertname, String instance) {
        post(firing(alertname, instance));
        moveBy(Duration.ZERO);
        return idOf(alertname);
    }

    static String idOf(String alertname) {
        return list("status=open&q=" + alertname).extract().path("items[0].id");
    }

    static ValidatableResponse act(String id, String verb, String body) {
        return call(id, verb, body).statusCode(200);
    }

    static ValidatableResponse call(String id, String verb, String body) {
        var request = TestKeys.as(Role.RESPONDER);
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.post("/api/v1/incidents/" + id + "/" + verb).then();
    }

    static ValidatableResponse get(String id) {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents/" + id).then().statusCode(200);
    }

    static ValidatableResponse list(String query) {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents?" + query).then().statusCode(200);
    }

    static ValidatableResponse timeline(String id) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/timeline")
                .then()
                .statusCode(200);
    }

    static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    static String firing(String alertname, String instance) {
        return ("{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"critical\"},"
                        + "\"annotations\":{\"summary\":\"%s is bad\"}}")
                .formatted(alertname, instance, alertname);
    }

    static String resolved(String alertname, String instance) {
        Instant now = TestClock.now();
        return firing(alertname, instance)
                .replaceAll("}$", ",\"startsAt\":\"" + now.minusSeconds(1) + "\",\"endsAt\":\"" + now + "\"}");
    }
}
