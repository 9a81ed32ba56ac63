package dev.evenkeel.alertrouter.maintenance;

import java.time.Instant;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@ServiceTest
class MaintenancePageTest {

    private static int counter;

    private final String name = "Patching <i>" + counter++;
    private final String shown = name.replace("<", "&lt;").replace(">", "&gt;");

    @BeforeEach
    void standStill() {
        TestClock.set(Instant.parse("2026-11-21T12:00:00Z"));
        RouterUnderTest.configure("route: {receiver: team}\nreceivers: [{name: team}]");
    }

    @Test
    void anOperatorPlansAWindowEndsTheTimeThatIsNowAndRemovesIt() {
        plan("2026-11-21T13:30", "FREQ=WEEKLY;BYDAY=SA", "2h").statusCode(303);
        page(Role.VIEWER).body(containsString(shown)).body(containsString("2026-11-21T12:30:00Z"));

        TestClock.set(Instant.parse("2026-11-21T13:00:00Z"));
        page(Role.VIEWER).body(containsString("on now"));
        String id = id();
        submit(Role.OPERATOR, "/" + id + "/end", Map.of()).statusCode(303);

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/maintenance/" + id)
                .then()
                .body("active", is(false))
                .body("exdates", hasItem("2026-11-21T13:30"))
                .body("next[0].from", is("2026-11-28T12:30:00Z"));
        submit(Role.OPERATOR, "/" + id + "/end", Map.of()).statusCode(409).body(containsString("not on at the moment"));
        submit(Role.OPERATOR, "/" + id + "/remove", Map.of()).statusCode(303);
        page(Role.VIEWER).body(not(containsString(shown)));
    }

    @Test
    void aWindowThatWasForOnceIsOverWhenItIsEnded() {
        plan("2026-11-21T12:30", "", "2h").statusCode(303);
        String id = id();

        submit(Role.OPERATOR, "/" + id + "/end", Map.of()).statusCode(303);

        TestKeys.as(Role.VIEWER).get("/api/v1/maintenance/" + id).then().body("next", empty());
        page(Role.OPERATOR).body(containsString("Over")).body(containsString(shown));
        submit(Role.OPERATOR, "/" + id + "/remove", Map.of()).statusCode(303);
    }

    @Test
    void whatCannotBeIsShownAgainWithTheReason() {
        plan("2026-11-21T13:30", "FREQ=NEVER", "2h")
                .statusCode(400)
                .body(containsString("/rrule"))
                .body(containsString("value=\"FREQ=NEVER\""))
                .body(containsString(shown));
        plan("2026-11-20T13:30", "", "2h").statusCode(400).body(containsString("it is over"));
    }

    @Test
    void aResponderSeesNoFormsAndMayNotUseThem() {
        page(Role.RESPONDER).body(not(containsString("<form method=\"post\" action=\"/maintenance")));
        submit(Role.RESPONDER, "", Map.of("name", "x")).statusCode(403);
    }

    private ValidatableResponse plan(String start, String rule, String duration) {
        return submit(
                Role.OPERATOR,
                "",
                Map.of(
                        "name",
                        name,
                        "matchers",
                        "alertname=\"Nothing\"",
                        "start",
                        start,
                        "zone",
                        "Europe/Berlin",
                        "rule",
                        rule,
                        "duration",
                        duration,
                        "comment",
                        "why not"));
    }

    private String id() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/maintenance").path("find { it.name == '" + name + "' }.id");
    }

    private static ValidatableResponse page(Role role) {
        return TestKeys.as(role).get("/maintenance").then().statusCode(200);
    }

    private static ValidatableResponse submit(Role role, String path, Map<String, String> form) {
        return TestKeys.as(role)
                .redirects()
                .follow(false)
                .formParams(form)
                .post("/maintenance" + path)
                .then();
    }
}
