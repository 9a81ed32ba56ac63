package dev.evenkeel.alertrouter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** What silences, inhibition and time intervals do to notifications. */
@ServiceTest
class SuppressionJourneyTest {

    private static final HttpSink SINK = HttpSink.start();
    private static int counter;

    private final String name = "Suppressed" + counter++;

    @BeforeEach
    void standStill() {
        SINK.reset();
        TestClock.stop();
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname]
                  group_wait: 10s
                  group_interval: 1m
                  repeat_interval: 1h
                  routes:
                  - matchers: [when="never"]
                    active_time_intervals: [never]
                  - matchers: [when="muted"]
                    mute_time_intervals: [always]
                receivers:
                - name: team
                  webhook_configs: [{url: '%s'}]
                inhibit_rules:
                - source_matchers: [severity="critical"]
                  target_matchers: [severity=~"warning|critical"]
                  equal: [cluster]
                time_intervals:
                - name: never
                - name: always
                  time_intervals: [{}]
                """.formatted(SINK.url("/team")));
    }

    @AfterAll
    static void close() {
        SINK.close();
    }

    @Test
    void whatIsSilencedIsLeftOutAndTheRestIsTold() {
        post(firing("a", "info"), firing("b", "info"));
        String id = silence("instance", "a");

        moveBy(Duration.ofSeconds(10));

        assertThat(told()).hasSize(1);
        assertThat(told().getFirst()).contains("\"instance\":\"b\"").doesNotContain("\"instance\":\"a\"");
        shown("a").body("[0].status.state", is("suppressed")).body("[0].status.silencedBy", contains(id));
        shown("b").body("[0].status.state", is("active"));
    }

    @Test
    void aSilenceHoldsFromTheMomentItIsAcknowledgedAndNotifiesOnceItEnds() {
        post(firing("a", "info"));
        String id = silence("instance", "a");
        moveBy(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();

        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).hasSize(1);
    }

    @Test
    void whoeverAsksAboutTheFutureMakesNobodyForgetTheSilencesOfToday() {
        post(firing("a", "info"));
        silence("instance", "a");

        explain("a", TestClock.now().plus(2, ChronoUnit.DAYS)).body("silencedBy", hasSize(0));

        moveBy(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();
        explain("a", TestClock.now()).body("silencedBy", hasSize(1));
    }

    @Test
    void whoeverAsksAboutThePastHearsOfTheSilencesOfThen() {
        silence("instance", "a");
        Instant silenced = TestClock.now().plusSeconds(1);
        TestClock.advance(Duration.ofDays(2));
        silence("instance", "b");
        explain("a", TestClock.now()).body("silencedBy", hasSize(0));

        explain("a", silenced).body("silencedBy", hasSize(1));
    }

    @Test
    void theEndOfAnAlertThatWasToldIsToldThoughItIsSilencedMeanwhile() {
        post(firing("a", "info"), firing("b", "info"));
        moveBy(Duration.ofSeconds(10));
        silence("instance", "a");
        // a repeat leaves the silenced alert out, which must not make it forgotten
        for (int i = 0; i < 17; i++) {
            post(firing("a", "info"), firing("b", "info"));
            moveBy(Duration.ofMinutes(4));
        }
        assertThat(told()).hasSize(2);

        post(resolved("a", "info"), firing("b", "info"));
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).hasSize(3);
        JsonObject last = new JsonObject(told().getLast());
        assertThat(last.getJsonArray("alerts")).hasSize(2);
        assertThat(told().getLast()).contains("\"status\":\"resolved\"").contains("\"instance\":\"a\"");
    }

    @Test
    void anAlertThatWasNeverToldEndsUnheardWhenItIsSilenced() {
        post(firing("a", "info"));
        silence("instance", "a");
        moveBy(Duration.ofSeconds(10));

        post(resolved("a", "info"));
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).isEmpty();
    }

    @Test
    void aCriticalAlertInhibitsTheWarningsOfItsClusterButNotItself() {
        post(firing("a", "critical"), firing("b", "warning"), firing("c", "info"));

        moveBy(Duration.ofSeconds(10));

        assertThat(told()).hasSize(1);
        assertThat(told().getFirst())
                .contains("\"instance\":\"a\"")
                .contains("\"instance\":\"c\"")
                .doesNotContain("\"instance\":\"b\"");
        String source =
                shown("a").body("[0].status.state", is("active")).extract().path("[0].fingerprint");
        shown("b").body("[0].status.state", is("suppressed")).body("[0].status.inhibitedBy", contains(source));
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?inhibited=false&filter=alertname=" + name)
                .then()
                .body("", hasSize(2));
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts/groups?active=false&filter=alertname=" + name)
                .then()
                .body("alerts.flatten()", hasSize(1));
    }

    @Test
    void inhibitionEndsWithItsSource() {
        post(firing("a", "critical"), firing("b", "warning"));
        moveBy(Duration.ofSeconds(10));

        post(resolved("a", "critical"), firing("b", "warning"));
        moveBy(Duration.ofMinutes(1));

        assertThat(told().getLast()).contains("\"instance\":\"b\"");
        shown("b").body("[0].status.state", is("active"));
    }

    @Test
    void aRouteIsMuteOutsideItsActiveAndInsideItsMuteIntervals() {
        post(firing("a", "info").replace("\"cluster\"", "\"when\":\"never\",\"cluster\""));
        post(firing("b", "info").replace("\"cluster\"", "\"when\":\"muted\",\"cluster\""));

        moveBy(Duration.ofSeconds(10));

        assertThat(told()).isEmpty();
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts/groups?filter=alertname=" + name + "&filter=when=muted")
                .then()
                .body("[0].alerts[0].status.mutedBy", contains("always"))
                .body("[0].alerts[0].status.state", is("suppressed"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts/groups?muted=false&filter=alertname=" + name)
                .then()
                .body("", hasSize(0));
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private List<String> told() {
        return SINK.requests().stream()
                .map(HttpSink.Request::body)
                .filter(body -> body.contains('"' + name + '"'))
                .toList();
    }

    private ValidatableResponse shown(String instance) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=alertname=" + name + "&filter=instance=" + instance)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse explain(String instance, Instant at) {
        return TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body("{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"},\"at\":\"%s\"}"
                        .formatted(name, instance, at))
                .post("/api/v1/routing/explain")
                .then()
                .statusCode(200);
    }

    private static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    private String firing(String instance, String severity) {
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"%s\",\"cluster\":\"%s\"}}"
                .formatted(name, instance, severity, name);
    }

    private String resolved(String instance, String severity) {
        Instant now = TestClock.now();
        return firing(instance, severity)
                .replaceAll("}$", ",\"startsAt\":\"" + now.minusSeconds(1) + "\",\"endsAt\":\"" + now + "\"}");
    }

    private String silence(String label, String value) {
        return PostedSilence.of("alertname", name, label, value).post();
    }
}
