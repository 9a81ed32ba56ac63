package dev.evenkeel.alertrouter.analytics;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

/** A team, its pages and a Tuesday morning from which tests move the clock; the tests of analytics play it on. */
abstract class AnalyticsScenario {

    static HttpSink sink;
    private static final Instant MORNING = Instant.parse("2026-03-03T10:00:00Z");

    @BeforeAll
    static void listen() {
        sink = HttpSink.start();
    }

    @BeforeEach
    void aTuesdayMorning() throws SQLException {
        sink.reset();
        sql("TRUNCATE alert, alert_group, further_membership, incident, alert_episode, incident_measure,"
                + " alert_episode_day, silence CASCADE");
        TestClock.set(MORNING);
        RouterUnderTest.configure("""
                global: {resolve_timeout: 2d}
                route:
                  receiver: everybody
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  routes: [{matchers: [team="db"], receiver: databases}]
                receivers:
                - {name: everybody, inbox_configs: [{}]}
                - {name: databases, inbox_configs: [{}]}
                - {name: anna-push, webhook_configs: [{url: %1$s/anna-push}]}
                """.formatted(sink.url("")));
        OncallUnderTest.apply("oncall.yaml", """
                people:
                - {name: anna, full_name: Anna Berg, time_zone: Europe/Berlin, contacts: [{name: push, receiver: anna-push}]}
                schedules:
                - {name: primary, time_zone: UTC, layers: [{people: [anna], rotation: weekly, starts: 2026-03-02}]}
                """);
        OncallUnderTest.apply("escalation.yaml", """
                policies: [{name: standard, levels: [{targets: [{schedule: primary}]}]}]
                rules: [{severities: [critical], policy: standard}]
                """);
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
        sink.close();
    }

    static void fire(String name, String severity, String team, Duration ago) {
        post(name, severity, team, ",\"startsAt\":\"" + TestClock.now().minus(ago) + "\"");
    }

    /** The group is told of at its next turn, a minute later. */
    static void resolve(String name, String severity, String team) {
        post(name, severity, team, ",\"endsAt\":\"" + TestClock.now() + "\"");
        moveBy(Duration.ofMinutes(1));
    }

    static void post(String name, String severity, String team, String times) {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\",\"severity\":\"%s\",\"team\":\"%s\"}%s}]"
                        .formatted(name, severity, team, times))
                .statusCode(200);
        RouterUnderTest.flush();
    }

    static void tell() {
        Tasks.run("escalate");
    }

    static void moveBy(Duration by) {
        TestClock.advance(by);
        RouterUnderTest.flush();
    }

    static void measure() {
        TestClock.advance(Duration.ofMinutes(1));
        Tasks.run("measure-incidents");
    }

    static String incident(String title) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("q", title)
                .get("/api/v1/incidents")
                .then()
                .extract()
                .path("items[0].id");
    }

    static void work(String title, String verb) {
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + incident(title) + "/" + verb)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse incidents(String query) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/incidents?" + query)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse noise(String query) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/noise?" + query)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse query(String promql) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("query", promql)
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200);
    }

    static void sql(String statement) throws SQLException {
        TestDatabase.ofRunningService().execute(statement);
    }
}
