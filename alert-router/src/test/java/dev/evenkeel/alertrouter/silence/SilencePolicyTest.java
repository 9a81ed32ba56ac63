package dev.evenkeel.alertrouter.silence;

import java.time.Duration;
import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

@ServiceTest
class SilencePolicyTest {

    @BeforeEach
    void policy() {
        TestClock.stop();
        file("""
                rules:
                - roles: [operator]
                  max_duration: 7d
                - roles: [responder]
                  matchers: ['team=~"db|web"', 'severity!="critical"']
                  max_duration: 8h
                  comment_required: true
                """, 200);
    }

    @AfterEach
    void anythingGoes() {
        file("rules: [{}]", 200);
    }

    @Test
    void whoIsAllowedToSilencesAsFarAsTheyAre() {
        String team = "{\"name\":\"team\",\"value\":\"db\",\"isRegex\":false}";
        String mild = "{\"name\":\"severity\",\"value\":\"warning\",\"isRegex\":false}";
        String other = "{\"name\":\"team\",\"value\":\"hr\",\"isRegex\":false}";

        post(Role.RESPONDER, team + "," + mild, Duration.ofHours(8), "why").statusCode(200);
        post(Role.RESPONDER, team + "," + mild, Duration.ofHours(9), "why")
                .statusCode(400)
                .body(containsString("silence refused by policy: it may last 8h at most"));
        post(Role.RESPONDER, team + "," + mild, Duration.ofHours(1), " ")
                .statusCode(400)
                .body(containsString("it needs a comment"));
        post(Role.RESPONDER, other + "," + mild, Duration.ofHours(1), "why")
                .statusCode(400)
                .body(containsString("it must ask for team=~"));
        post(Role.RESPONDER, team, Duration.ofHours(1), "why").statusCode(400);
        post(Role.OPERATOR, other, Duration.ofDays(7), "").statusCode(200);
        post(Role.OPERATOR, other, Duration.ofDays(8), "").statusCode(400);
    }

    @Test
    void whoIsInNoRuleMaySilenceNothing() {
        file("rules: [{names: [ann], max_duration: 1h}]", 200);

        post(Role.ADMIN, "{\"name\":\"a\",\"value\":\"b\",\"isRegex\":false}", Duration.ofMinutes(1), "why")
                .statusCode(400)
                .body(containsString("admin may not silence anything"));
    }

    @Test
    void whatWasDoneAndWhatWasRefusedIsInTheAuditLog() {
        String team = "{\"name\":\"team\",\"value\":\"db\",\"isRegex\":false}";
        String id = post(Role.OPERATOR, team, Duration.ofHours(1), "audited")
                .statusCode(200)
                .extract()
                .path("silenceID");
        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);
        post(Role.RESPONDER, team, Duration.ofHours(1), "refused").statusCode(400);

        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?objectKind=silence&objectId=" + id)
                .then()
                .body("items.action", hasItems("silence.create", "silence.expire"));
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=silence.&outcome=refused")
                .then()
                .body("items.actor", hasItem("responder"));
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        file("rules: [{roles: [king]}]", 400);
        file("rules: [{max_duration: long}]", 400);
        file("rules: [{matchers: ['=']}]", 400);
        file("allow: all", 400);
    }

    private static void file(String text, int status) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body(text)
                .put("/api/v1/configuration/files/silence-policy.yaml")
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse post(Role role, String matchers, Duration duration, String comment) {
        Instant now = TestClock.now();
        return TestKeys.as(role)
                .contentType(ContentType.JSON)
                .body("""
                        {"matchers":[%s],"startsAt":"%s","endsAt":"%s","createdBy":"me","comment":"%s"}
                        """.formatted(matchers, now, now.plus(duration), comment))
                .post("/api/v2/silences")
                .then();
    }
}
