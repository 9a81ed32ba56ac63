package dev.evenkeel.alertrouter.maintenance;

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
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

@ServiceTest
class MaintenanceTest {

    private static int counter;

    private final String name = "Maintained" + counter++;

    @BeforeEach
    void standStill() {
        // a Saturday, 01:00 in Berlin on the Sunday after is midnight in UTC
        TestClock.set(Instant.parse("2026-11-21T12:00:00Z"));
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
    }

    @Test
    void nobodyIsToldWhileAWindowIsActiveAndEverybodyAfterwards() {
        String id = create("2026-11-22T01:00:00", "FREQ=WEEKLY;BYDAY=SU", "2h")
                .statusCode(201)
                .body("active", is(false))
                .body("createdBy", is("operator"))
                .body("next.from", hasItems("2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z"))
                .body("next", hasSize(5))
                .extract()
                .path("id");

        TestClock.set(Instant.parse("2026-11-22T00:00:00Z"));
        post();
        RouterUnderTest.flush();
        told(0);
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=alertname=" + name)
                .then()
                .body("[0].status.state", is("suppressed"))
                .body("[0].status.silencedBy", contains(id));
        TestKeys.as(Role.VIEWER)
                .get("/metrics")
                .then()
                .body(containsString("alertmanager_notifications_suppressed_total{reason=\"maintenance\"}"));
        TestKeys.as(Role.VIEWER).get("/api/v1/maintenance/" + id).then().body("active", is(true));

        for (int i = 0; i < 30; i++) {
            TestClock.advance(Duration.ofMinutes(4));
            post();
        }
        RouterUnderTest.flush();

        told(1);
    }

    @Test
    void aChangedWindowCountsAtOnceAndARemovedOneNoMore() {
        String id = create("2026-11-21T12:30:00", null, "2h")
                .statusCode(201)
                .extract()
                .path("id");
        post();
        RouterUnderTest.flush();
        told(0);

        String later = body("2026-11-28T12:30:00", null, "2h");
        put(id, later.replaceFirst("\\{", "{\"version\":7,")).statusCode(409).body("version", is(1));
        put(id, later.replaceFirst("\\{", "{\"version\":1,")).statusCode(200).body("version", is(2));
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        told(1);
        TestKeys.as(Role.OPERATOR).delete("/api/v1/maintenance/" + id).then().statusCode(204);

        TestKeys.as(Role.VIEWER).get("/api/v1/maintenance/" + id).then().statusCode(404);
        put(id, later).statusCode(404);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?objectId=" + id)
                .then()
                .body("items.action", contains("maintenance.delete", "maintenance.change", "maintenance.create"));
    }

    @Test
    void aRuleIsTakenAsCalendarsWriteItAndTheRightFieldIsToldIfNot() {
        create("2026-11-22T01:00:00", "FREQ=DAILY;UNTIL=20261123", "2h")
                .statusCode(201)
                .body("next.from", contains("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"));

        create("2026-11-22T01:00:00", "FREQ=DAILY;UNTIL=20261121", "2h")
                .statusCode(400)
                .body("errors.where", contains("/rrule"));
        create("2026-11-22T01:00:00", "FREQ=HOURLY;BYMINUTE=0,10", "2h")
                .statusCode(400)
                .body("errors.where", contains("/rrule"));
    }

    @Test
    void whatCannotBeIsToldAndWhoMayNotIsKeptOut() {
        for (String wrong : List.of(
                "{}",
                body("yesterday", null, "2h"),
                body("2026-11-20T01:00:00", null, "2h"),
                body("2026-11-22T01:00:00", "FREQ=NEVER", "2h"),
                body("2026-11-22T01:00:00", null, "40d"),
                body("2026-11-22T01:00:00", null, "2h").replace("Europe/Berlin", "Mars"),
                body("2026-11-22T01:00:00", null, "2h").replace(name, ""),
                body("2026-11-22T01:00:00", null, "2h").replace("alertname=", "="))) {
            post(wrong).statusCode(400);
        }
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body("2026-11-22T01:00:00", null, "2h"))
                .post("/api/v1/maintenance")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse create(String start, String rule, String duration) {
        return post(body(start, rule, duration));
    }

    private static ValidatableResponse post(String body) {
        return TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/maintenance")
                .then();
    }

    private static ValidatableResponse put(String id, String body) {
        return TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/maintenance/" + id)
                .then();
    }

    private String body(String start, String rule, String duration) {
        return "{\"name\":\"patching\",\"matchers\":[\"alertname=%s\"],\"start\":\"%s\",\"timezone\":\"Europe/Berlin\",%s\"duration\":\"%s\",\"comment\":\"every week\"}"
                .formatted(name, start, rule == null ? "" : "\"rrule\":\"" + rule + "\",", duration);
    }

    private void post() {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\"}}]").statusCode(200);
    }

    private void told(int notifications) {
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/inbox?limit=500")
                .then()
                .body("items.findAll { it.groupKey == '{}:{alertname=\"" + name + "\"}' }", hasSize(notifications));
    }
}
