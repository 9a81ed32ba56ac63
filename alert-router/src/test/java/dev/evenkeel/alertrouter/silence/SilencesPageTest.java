package dev.evenkeel.alertrouter.silence;

import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

@ServiceTest
class SilencesPageTest {

    @Test
    void aResponderSilencesAndEndsTheSilence() {
        assertThat(create("alertname=\"OnPage\", env=~\"<b>.*\"", "2h", "just <i>trying</i>")
                        .statusCode())
                .isEqualTo(303);
        String page = page(Role.RESPONDER).asString();
        assertThat(page)
                .contains("alertname=&quot;OnPage&quot;, env=~&quot;&lt;b&gt;.*&quot;")
                .contains("just &lt;i&gt;trying&lt;/i&gt;");
        String id = TestKeys.as(Role.VIEWER)
                .queryParam("filter", "alertname=OnPage")
                .get("/api/v2/silences")
                .path("[0].id");

        TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .post("/silences/" + id + "/expire")
                .then()
                .statusCode(303);

        assertThat(page(Role.RESPONDER).asString()).doesNotContain(id);
    }

    @Test
    void annotationsAreShownAsTheyWereWritten() {
        Instant now = TestClock.now();
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("""
                        {"matchers": [{"name": "alertname", "value": "Annotated", "isRegex": false}],
                         "startsAt": "%s", "endsAt": "%s", "createdBy": "me", "comment": "why",
                         "annotations": {"ticket": "<b>OPS-1</b>"}}
                        """.formatted(now, now.plusSeconds(600)))
                .post("/api/v2/silences")
                .then()
                .statusCode(200);

        assertThat(page(Role.VIEWER).asString()).contains("ticket: &lt;b&gt;OPS-1&lt;/b&gt;");
    }

    @Test
    void whatCannotBeIsShownAgainWithTheReason() {
        Response refused = create("alertname=~\"(\"", "2h", "why");

        refused.then().statusCode(400).body(containsString("missing closing )"));
        create("a=b", "soon", "why").then().statusCode(400).body(containsString("must be a duration"));
        create("a=\"\"", "2h", "why").then().statusCode(400).body(containsString("must not match the empty string"));
    }

    @Test
    void aViewerSeesSilencesAndNoForm() {
        page(Role.VIEWER)
                .then()
                .statusCode(200)
                .body(not(containsString("<form method=\"post\" action=\"/silences\"")));
        TestKeys.as(Role.VIEWER)
                .formParam("matchers", "a=b")
                .formParam("duration", "1h")
                .formParam("comment", "c")
                .post("/silences")
                .then()
                .statusCode(403);
    }

    private static Response page(Role role) {
        return TestKeys.as(role).get("/silences");
    }

    private static Response create(String matchers, String duration, String comment) {
        return TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("matchers", matchers)
                .formParam("duration", duration)
                .formParam("comment", comment)
                .post("/silences");
    }
}
