package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.restassured.http.ContentType;
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

/** Three levels of people, what they are told by, and an alert that fires at ten on a Tuesday morning; the tests of escalation play it on. */
abstract class EscalationScenario {

    static HttpSink sink;
    private static int counter;

    /** Of the alert that is fired; another in each test. */
    final String name = "Escalated" + counter++;

    @BeforeAll
    static void listen() {
        sink = HttpSink.start();
    }

    @BeforeEach
    void aTuesdayMorning() throws SQLException {
        sink.reset();
        inDatabase("TRUNCATE alert, alert_group, further_membership, incident, oncall_override CASCADE");
        TestClock.set(Instant.parse("2026-03-03T10:00:00Z"));
        RouterUnderTest.configure("""
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - {name: everybody}
                - {name: anna-push, webhook_configs: [{url: %1$s/anna-push}]}
                - {name: anna-phone, webhook_configs: [{url: %1$s/anna-phone, send_resolved: false}]}
                - {name: ben-push, webhook_configs: [{url: %1$s/ben-push}]}
                - {name: boss, webhook_configs: [{url: %1$s/boss}]}
                - {name: chat, webhook_configs: [{url: %1$s/chat}], inbox_configs: [{}]}
                time_intervals:
                - {name: nights, time_intervals: [{times: [{start_time: "20:00", end_time: "24:00"}]}]}
                - {name: sundays, time_intervals: [{weekdays: [sunday]}]}
                """.formatted(sink.url("")));
        OncallUnderTest.apply("oncall.yaml", """
                people:
                - name: anna
                  contacts: [{name: push, receiver: anna-push}, {name: phone, receiver: anna-phone}]
                - {name: ben, contacts: [{receiver: ben-push}]}
                - {name: carl, contacts: [{receiver: boss}]}
                schedules:
                - {name: primary, time_zone: UTC, layers: [{people: [anna, ben], rotation: weekly, starts: 2026-03-02}]}
                - name: nobody
                  time_zone: UTC
                  layers: [{people: [anna], rotation: weekly, starts: 2026-01-01, ends: 2026-01-02}]
                - {name: later, time_zone: UTC, layers: [{people: [ben], rotation: weekly, starts: "2026-03-03T10:20"}]}
                """);
        escalateByStandard("severities: [critical]");
    }

    /** @param condition of the one rule */
    static void escalateByStandard(String condition) {
        escalate("""
                policies:
                - name: standard
                  levels:
                  - {targets: [{schedule: primary}, {receiver: chat}]}
                  - {after: 15m, targets: [{user: ben}]}
                  - {after: 30m, targets: [{user: carl}]}
                rules: [{%s, policy: standard}]
                notification_rules:
                - {people: [anna], high: [{contact: push}, {after: 5m, contact: phone}]}
                """.formatted(condition));
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
        sink.close();
    }

    static void inDatabase(String sql) throws SQLException {
        TestDatabase.ofRunningService().execute(sql);
    }

    final void fire() {
        openWithoutTelling();
        run();
    }

    final void openWithoutTelling() {
        RouterUnderTest.post("[" + firing(name) + "]").statusCode(200);
        RouterUnderTest.flush();
    }

    final void resolve() {
        Instant now = TestClock.now();
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                                .formatted(name, now.minusSeconds(1), now))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        run();
    }

    final String firing() {
        return "[" + firing(name) + "]";
    }

    static String firing(String name) {
        return "{\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"},\"endsAt\":\"2026-03-09T00:00:00Z\"}"
                .formatted(name);
    }

    static void moveBy(Duration time) {
        TestClock.advance(time);
        run();
    }

    static void run() {
        Tasks.run("adopt-policies");
        Tasks.run("escalate-storms");
        Tasks.run("release-storms");
        Tasks.run("escalate");
    }

    /** Who was told since this was asked last. */
    static List<String> told() {
        List<String> paths = sink.requests().stream()
                .map(request -> request.path().substring(1))
                .toList();
        sink.reset();
        return paths;
    }

    static void escalate(String yaml) {
        OncallUnderTest.apply("escalation.yaml", yaml);
    }

    static void work(String verb, String body) {
        var request = TestKeys.as(Role.RESPONDER);
        if (body != null) {
            request.contentType(ContentType.JSON).body(body);
        }
        request.post("/api/v1/incidents/" + incident() + "/" + verb).then().statusCode(200);
    }

    static String incident() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents?limit=1").path("items[0].id");
    }

    static ValidatableResponse timeline() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident() + "/timeline")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse escalation() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident() + "/escalation")
                .then()
                .statusCode(200);
    }
}
