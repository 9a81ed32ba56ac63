package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

@ServiceTest
class HoldBackTest {

    private static final HttpSink SINK = HttpSink.start();
    private static int counter;

    private final String name = "HoldBack" + counter++;

    @BeforeEach
    void standStill() {
        SINK.reset();
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  repeat_interval: 1h
                receivers:
                - name: team
                  webhook_configs:
                  - url: %s
                """.formatted(SINK.url("/told")));
        TestClock.stop();
    }

    @AfterEach
    void holdNothingBack() {
        rules("");
    }

    @AfterAll
    static void closeTheSink() {
        SINK.close();
    }

    @Test
    void anAlertThatIsGoneInAMomentIsNotTold() {
        rules("rules: [{ shorter_than: 90s }]");
        post("a", "warning", TestClock.now());
        moveBy(Duration.ofSeconds(1));
        resolve("a", "warning");
        moveBy(Duration.ofMinutes(2));

        assertThat(told()).isZero();
    }

    @Test
    void anAlertThatStaysIsToldOnceItHasStayedForLongEnough() {
        rules("rules: [{ shorter_than: 50s }]");
        post("a", "warning", TestClock.now());
        moveBy(Duration.ofSeconds(1));
        assertThat(told()).isZero();

        moveBy(Duration.ofMinutes(1));

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void aCriticalAlertIsNeverHeldBack() {
        rules("rules: [{ shorter_than: 90s, flapping: {} }]");

        post("a", "critical", TestClock.now());
        moveBy(Duration.ofSeconds(1));

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void aRuleIsForTheAlertsThatItMatches() {
        rules("rules: [{ matchers: ['instance=\"b\"'], shorter_than: 90s }]");

        post("a", "warning", TestClock.now());
        moveBy(Duration.ofSeconds(1));

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void anAlertThatFlapsIsHeldBackAndShown() {
        rules("rules: [{ flapping: { starts: 3, half_life: 15m } }]");
        for (int i = 0; i < 5; i++) {
            post("a", "warning", TestClock.now());
            moveBy(Duration.ofMinutes(1));
            resolve("a", "warning");
            moveBy(Duration.ofMinutes(1));
        }
        int before = told();

        post("a", "warning", TestClock.now());
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).isEqualTo(before).isBetween(4, 6);
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/flapping")
                .then()
                .statusCode(200)
                .body("", hasSize(1));
    }

    @Test
    void ofDuplicatesTheOldestSpeaks() {
        rules("duplicate_labels: [replica]");
        String one = alert("a", "warning").replace("\"instance\"", "\"replica\":\"1\",\"instance\"");
        String other = alert("a", "warning").replace("\"instance\"", "\"replica\":\"2\",\"instance\"");

        RouterUnderTest.post("[{" + one + "},{" + other + "}]").statusCode(200);
        moveBy(Duration.ofSeconds(1));

        assertThat(told()).isEqualTo(1);
        assertThat(SINK.requests().getLast().body()).containsOnlyOnce("\"fingerprint\"");
    }

    private static void rules(String yaml) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body(yaml.isEmpty() ? "rules: []\n" : yaml + "\n")
                .when()
                .put("/api/v1/configuration/files/hold-back.yaml")
                .then()
                .statusCode(200);
    }

    private void post(String instance, String severity, Instant since) {
        RouterUnderTest.post("[{%s,\"startsAt\":\"%s\"}]".formatted(alert(instance, severity), since))
                .statusCode(200);
    }

    private void resolve(String instance, String severity) {
        Instant now = TestClock.now();
        RouterUnderTest.post("[{%s,\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                        .formatted(alert(instance, severity), now.minusSeconds(1), now))
                .statusCode(200);
    }

    private String alert(String instance, String severity) {
        return "\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"%s\"}"
                .formatted(name, instance, severity);
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private int told() {
        return (int) SINK.requests().stream()
                .filter(request -> request.body().contains('"' + name + '"'))
                .count();
    }
}
