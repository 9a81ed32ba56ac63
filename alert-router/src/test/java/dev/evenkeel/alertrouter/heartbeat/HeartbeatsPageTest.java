package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

@ServiceTest
class HeartbeatsPageTest {

    private static int counter;

    private final String name = "page-beat-" + counter++;

    @BeforeEach
    void standStill() {
        TestClock.stop();
        RouterUnderTest.configure("route: {receiver: team}\nreceivers: [{name: team}]");
        Tasks.run("check-heartbeats");
    }

    @Test
    void anOperatorDefinesOneWhichIsOverdueWhenNothingIsHeardInTimeAndBackWithABeatByHand() {
        submit(Role.OPERATOR, "", form("30s")).statusCode(303);
        assertThat(row()).contains("not heard yet").contains(">never<");

        TestClock.advance(Duration.ofSeconds(40));
        Tasks.run("check-heartbeats");
        assertThat(row()).contains("missing").contains("overdue for 10 s").doesNotContain("not heard yet");
        page(Role.VIEWER).body(containsString("/api/v1/heartbeats/" + name));
        submit(Role.RESPONDER, "/" + name + "/beat", Map.of()).statusCode(303);

        assertThat(row()).doesNotContain("missing").doesNotContain("overdue").doesNotContain(">never<");
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=heartbeat.beat&objectId=" + name)
                .then()
                .body("items.actor", contains("responder"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=heartbeat=" + name)
                .then()
                .body(containsString("\"severity\":\"warning\""));
        submit(Role.OPERATOR, "/" + name + "/forget", Map.of()).statusCode(303);
        page(Role.VIEWER).body(not(containsString(name)));
    }

    @Test
    void whatCannotBeIsShownAgainWithTheReason() {
        submit(Role.OPERATOR, "", form("soon"))
                .statusCode(400)
                .body(containsString("/interval"))
                .body(containsString("value=\"soon\""))
                .body(containsString(name));
    }

    @Test
    void aViewerSeesNoFormsAndMayNotUseThem() {
        page(Role.VIEWER).body(not(containsString("<form method=\"post\" action=\"/heartbeats")));
        page(Role.RESPONDER).body(not(containsString("New heartbeat")));
        submit(Role.RESPONDER, "", form("1h")).statusCode(403);
        submit(Role.VIEWER, "/" + name + "/beat", Map.of()).statusCode(403);
        submit(Role.RESPONDER, "/nobody/beat", Map.of()).statusCode(404);
    }

    @Test
    void theAddressOfBeatsHasNoSlashTwice() {
        assertThat(HeartbeatsPage.addressOfBeats("https://alerts.example.com/router//"))
                .isEqualTo("https://alerts.example.com/router/api/v1/heartbeats/");
    }

    /** What the table says of this heartbeat. */
    private String row() {
        String page = page(Role.VIEWER).extract().asString();
        String row = page.substring(page.indexOf("<th scope=\"row\">" + name + "</th>"));
        return row.substring(0, row.indexOf("</tr>"));
    }

    private Map<String, String> form(String interval) {
        return Map.of("name", name, "interval", interval, "grace", "0s", "severity", "warning", "matchers", "");
    }

    private static ValidatableResponse page(Role role) {
        return TestKeys.as(role).get("/heartbeats").then().statusCode(200);
    }

    private static ValidatableResponse submit(Role role, String path, Map<String, String> form) {
        Response answer =
                TestKeys.as(role).redirects().follow(false).formParams(form).post("/heartbeats" + path);
        return answer.then();
    }
}
