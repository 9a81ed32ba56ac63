package dev.evenkeel.alertrouter.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.PostedSilence;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** Whoever silences alerts of an incident, however they do it, is in its timeline. */
@ServiceTest
class SilencedIncidentsTest {

    private static int counter;

    private final String name = "Quieted" + counter++;

    @BeforeEach
    void anIncidentOfTwoAlertsAndOneOfAnother() {
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
        RouterUnderTest.post("[%s,%s,%s]"
                        .formatted(alert(name, "a"), alert(name, "b \\\"c\\\""), alert(name + "Other", "a")))
                .statusCode(200);
        RouterUnderTest.flush();
        RouterUnderTest.flush();
    }

    @Test
    void aSilenceOfAlertmanagersApiAndItsEndAreInTheTimelineOfTheIncidentItIsAbout() {
        Instant end = TestClock.now().plus(Duration.ofHours(2));
        String id = silence("a").until(end).post();

        lines(name, "silenced")
                .body("text", contains("responder silenced alerts of it until " + end + ": working on it"))
                .body("actor", contains("responder"));
        lines(name + "Other", "silenced").body("size()", is(0));

        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);
        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);

        lines(name, "silence-ended")
                .body("text", contains("responder ended a silence of alerts of it, which was to last until " + end));
    }

    @Test
    void aSilenceThatIsChangedIsThereAnew() {
        Instant end = TestClock.now().plus(Duration.ofHours(2));
        String id = silence("a").until(end).post();

        assertThat(silence("a").instead(id).until(end.plusSeconds(60)).post()).isEqualTo(id);
        lines(name, "silenced").body("size()", is(2));
        lines(name, "silence-ended").body("size()", is(0));
        silence("nobody").instead(id).until(end).post();

        lines(name, "silenced").body("size()", is(2));
        lines(name, "silence-ended").body("size()", is(1));
    }

    @Test
    void aSilenceOfOurApiWithAnExpressionIsInTheTimeline() {
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"matchers\":[\"alertname=~\\\"%s.*\\\"\",\"instance=~\\\"b.*\\\"\"],\"duration\":\"1h\"}"
                        .formatted(name))
                .post("/api/v1/silencing")
                .then()
                .statusCode(201);

        lines(name, "silenced")
                .body("text", contains(containsString("until " + TestClock.now().plus(Duration.ofHours(1)))));
        lines(name + "Other", "silenced").body("size()", is(0));
    }

    @Test
    void aSilenceFromThePageAndItsEndThereAreInTheTimeline() {
        form(
                "/silences",
                Map.of(
                        "matchers",
                        "alertname=\"" + name + "\", instance=\"b \\\"c\\\"\"",
                        "duration",
                        "2h",
                        "comment",
                        "why not"));
        String id = TestKeys.as(Role.VIEWER)
                .queryParam("filter", "alertname=" + name)
                .get("/api/v2/silences")
                .path("[0].id");
        form("/silences/" + id + "/expire", Map.of());

        lines(name, "silenced").body("text", contains(containsString(": why not")));
        lines(name, "silence-ended").body("size()", is(1));
    }

    @Test
    void oneThatIsToComeSaysFromWhen() {
        Instant now = TestClock.now();
        silence("a").from(now.plusSeconds(600)).until(now.plusSeconds(1200)).post();

        lines(name, "silenced")
                .body(
                        "text",
                        contains(containsString("from " + now.plusSeconds(600) + " until " + now.plusSeconds(1200))));
    }

    @Test
    void anIncidentThatIsOverHearsNothing() {
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/incidents/" + incident(name) + "/resolve")
                .then()
                .statusCode(200);

        silence("a").until(TestClock.now().plusSeconds(60)).post();

        lines(name, "silenced").body("size()", is(0));
    }

    private PostedSilence silence(String instance) {
        return PostedSilence.of("alertname", name, "instance", instance);
    }

    private static void form(String path, Map<String, String> fields) {
        TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParams(fields)
                .post(path)
                .then()
                .statusCode(303);
    }

    private static String incident(String title) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?q=" + title)
                .path("items.find { it.title == '" + title + "' }.id");
    }

    private static ValidatableResponse lines(String title, String kind) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident(title) + "/timeline")
                .then()
                .statusCode(200)
                .rootPath("findAll { it.kind == '" + kind + "' }");
    }

    private static String alert(String name, String instance) {
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"}}".formatted(name, instance);
    }
}
