package dev.evenkeel.alertrouter.explain;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** The list of alerts, and the page about one of them. */
@ServiceTest
class AlertPagesTest {

    private static int counter;

    private final String name = "Listed" + counter++;

    @BeforeEach
    void twoAlerts() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route:
                  receiver: chat
                  group_by: [alertname, i]
                  group_wait: 0s
                  routes: [{receiver: pager, matchers: ['i="a"']}]
                receivers: [{name: chat, inbox_configs: [{}]}, {name: pager, inbox_configs: [{}]}]
                """);
        OncallUnderTest.apply("escalation.yaml", """
                policies: [{name: quick, levels: [{targets: [{receiver: pager}]}, {after: 5m, targets: [{receiver: chat}]}]}]
                rules: [{receivers: [pager], policy: quick}]
                """);
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"%1$s\",\"i\":\"a\"},\"annotations\":{\"summary\":\"<b>%1$s</b>\",\"runbook\":\"https://runbooks.example/x\",\"bad\":\"javascript:alert(1)\"}},{\"labels\":{\"alertname\":\"%1$s\",\"i\":\"b\"}}]"
                                .formatted(name))
                .statusCode(200);
        RouterUnderTest.flush();
        Tasks.run("escalate");
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
    }

    @Test
    void theListIsNarrowedDownByMatchersReceiverAndState() {
        list("matchers=alertname=\"" + name + "\"")
                .body(containsString("/alerts/" + fingerprint("a")))
                .body(containsString("/alerts/" + fingerprint("b")))
                .body(not(containsString("<b>" + name)));
        list("matchers=alertname=\"" + name + "\", i=~\"[a]\"")
                .body(containsString("/alerts/" + fingerprint("a")))
                .body(not(containsString("/alerts/" + fingerprint("b"))));
        list("receiver=pager&matchers=alertname=" + name)
                .body(containsString("/alerts/" + fingerprint("a")))
                .body(not(containsString("/alerts/" + fingerprint("b"))));

        silence("i=a");

        list("state=left-out&matchers=alertname=" + name)
                .body(containsString("/alerts/" + fingerprint("a")))
                .body(containsString("silenced"))
                .body(not(containsString("/alerts/" + fingerprint("b"))));
        list("state=told&matchers=alertname=" + name).body(not(containsString("/alerts/" + fingerprint("a"))));
    }

    @Test
    void whatCannotBeUnderstoodIsToldBesideTheField() {
        TestKeys.as(Role.VIEWER)
                .get("/alerts?matchers=a=~\"(\"")
                .then()
                .statusCode(400)
                .body(containsString("search-problem"))
                .body(containsString("missing closing )"));
        TestKeys.as(Role.VIEWER).get("/alerts?after=x").then().statusCode(400);
    }

    @Test
    void anAlertsPageSaysWhereItGoesWhyAndWhatIsNext() {
        alert("a")
                .body(containsString("<h2>pager</h2>"))
                .body(containsString("Everybody was told."))
                .body(containsString("by quick, running: L2 at "))
                .body(containsString(", to chat"))
                .body(containsString("/incidents/" + incident()))
                .body(containsString("href=\"https://runbooks.example/x\""))
                .body(not(containsString("href=\"javascript")))
                .body(containsString("Route"));
        alert("b").body(containsString("no policy is for it"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/alerts/" + fingerprint("a") + "/explain")
                .then()
                .body("destinations[0].escalations[0].policy", is("quick"))
                .body("destinations[0].escalations[0].nextLevel", is("L2"))
                .body("destinations[0].escalations[0].recipients[0]", is("chat"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/alerts/" + fingerprint("b") + "/explain")
                .then()
                .body("destinations[0].escalations[0].policy", nullValue());
    }

    @Test
    void whatKeepsItFromBeingToldIsNamedAndLinked() {
        silence("i=a");

        alert("a")
                .body(containsString("firing, and left out"))
                .body(containsString(
                        "by responder: too <i>loud</i>".replace("<", "&lt;").replace(">", "&gt;")))
                .body(containsString("Nobody is told while it is silenced."));
    }

    @Test
    void aResponderSilencesItFromThereAndAViewerMayNot() {
        TestKeys.as(Role.RESPONDER)
                .get("/alerts/" + fingerprint("a"))
                .then()
                .body(containsString("value=\"alertname=&quot;" + name + "&quot;, i=&quot;a&quot;\""));
        alert("a").body(not(containsString("<form method=\"post\" action=\"/silences\"")));
        TestKeys.as(Role.RESPONDER)
                .get("/silences?matchers=alertname=\"" + name + "\"")
                .then()
                .statusCode(200)
                .body(containsString("value=\"alertname=&quot;" + name + "&quot;\""));

        TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("matchers", "alertname=\"" + name + "\", i=\"a\"")
                .formParam("duration", "2h")
                .formParam("comment", "until it is over")
                .formParam("untilResolved", "true")
                .post("/silences")
                .then()
                .statusCode(303);

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/silencing")
                .then()
                .body("find { it.matchers.join() =~ '" + name + "' }.untilResolved", is(true));
    }

    @Test
    void theIncidentsPageSaysWhomItsEscalationToldAndTellsTheNextLevel() {
        String id = incident();
        TestKeys.as(Role.RESPONDER)
                .get("/incidents/" + id)
                .then()
                .statusCode(200)
                .body(containsString("by the policy quick"))
                .body(containsString("L1 of quick"))
                .body(containsString("/alerts/" + fingerprint("a")));
        TestKeys.as(Role.VIEWER).get("/incidents/" + id).then().body(not(containsString("/escalate\"")));

        TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("level", "")
                .post("/incidents/" + id + "/escalate")
                .then()
                .statusCode(303);

        TestKeys.as(Role.VIEWER).get("/incidents/" + id).then().body(containsString("L2 of quick"));
        TestKeys.as(Role.VIEWER)
                .formParam("level", "")
                .post("/incidents/" + id + "/escalate")
                .then()
                .statusCode(403);
    }

    @Test
    void whatThereIsNotIsNotFound() {
        TestKeys.as(Role.VIEWER).get("/alerts/0000000000000000").then().statusCode(404);
        TestKeys.as(Role.VIEWER).get("/alerts/nothing").then().statusCode(400);
    }

    private void silence(String matcher) {
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"matchers\":[\"alertname=%s\",\"%s\"],\"duration\":\"1h\",\"comment\":\"too <i>loud</i>\"}"
                        .formatted(name, matcher))
                .post("/api/v1/silencing")
                .then()
                .statusCode(201);
    }

    private String incident() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?receiver=pager&q=" + name)
                .path("items[0].id");
    }

    private String fingerprint(String i) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=alertname=" + name + "&filter=i=" + i)
                .path("[0].fingerprint");
    }

    private static ValidatableResponse list(String query) {
        return TestKeys.as(Role.VIEWER).get("/alerts?" + query).then().statusCode(200);
    }

    private ValidatableResponse alert(String i) {
        return TestKeys.as(Role.VIEWER).get("/alerts/" + fingerprint(i)).then().statusCode(200);
    }
}
