package dev.evenkeel.alertrouter.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class IncidentWorkTest extends IncidentScenario {

    @Test
    void aResponderTakesAnIncidentOnGivesItBackAndHandsItOn() {
        String id = opened(name, "a");

        act(id, "acknowledge", "").body("status", is("acknowledged")).body("acknowledgedBy", is("responder"));
        act(id, "unacknowledge", "").body("status", is("open")).body("acknowledgedBy", nullValue());
        act(id, "assign", "{\"to\":\"ben\"}").body("assignee", is("ben"));
        act(id, "unassign", "").body("assignee", nullValue());
        act(id, "notes", "{\"text\":\"the disk is <b>old</b>\"}").body("version", is(5));

        timeline(id)
                .body("kind", hasItems("opened", "acknowledged", "unacknowledged", "assigned", "unassigned", "noted"))
                .body("text", hasItem("responder: the disk is <b>old</b>"));
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?objectKind=incident&objectId=" + id)
                .then()
                .body(
                        "items.action",
                        contains(
                                "incident.note",
                                "incident.assign",
                                "incident.assign",
                                "incident.unacknowledge",
                                "incident.acknowledge"));
    }

    @Test
    void whoActsOnWhatHasChangedIsToldHowItStands() {
        String id = opened(name, "a");
        act(id, "acknowledge?version=1", "").header("ETag", "\"2\"");

        call(id, "resolve", "{\"version\":1}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("version", is(2))
                .body("incidentStatus", is("acknowledged"));
        TestKeys.as(Role.RESPONDER)
                .header("If-Match", "\"1\"")
                .post("/api/v1/incidents/" + id + "/unacknowledge")
                .then()
                .statusCode(409)
                .body("version", is(2));
        TestKeys.as(Role.RESPONDER)
                .header("If-Match", "\"2\"")
                .post("/api/v1/incidents/" + id + "/unacknowledge")
                .then()
                .statusCode(200);
    }

    @Test
    void aSnoozedIncidentIsOpenAgainWhenTheTimeIsOver() {
        String id = opened(name, "a");
        act(id, "acknowledge", "");
        act(id, "snooze", "{\"for\":\"2h\"}")
                .body(
                        "snoozedUntil",
                        is(TestClock.now().plus(Duration.ofHours(2)).toString()))
                .body("status", is("acknowledged"));
        list("snoozed=true&q=" + name).body("items.id", contains(id));

        TestClock.advance(Duration.ofHours(2).minusSeconds(1));
        wake();
        get(id).body("status", is("acknowledged"));
        TestClock.advance(Duration.ofSeconds(1));
        wake();

        get(id).body("status", is("open")).body("snoozedUntil", nullValue());
        timeline(id).body("[-1].kind", is("snooze-ended")).body("[-1].actor", is("alert-router"));
    }

    @Test
    void aSnoozeEndsWhenSomebodyWakesItAndCannotEndInThePast() {
        String id = opened(name, "a");
        act(id, "snooze", "{\"until\":\"" + TestClock.now().plusSeconds(60) + "\"}");
        act(id, "wake", "").body("snoozedUntil", nullValue());

        for (String order : List.of(
                "{}",
                "{\"for\":\"soon\"}",
                "{\"for\":\"0s\"}",
                "{\"for\":\"300y\"}",
                "{\"until\":\"2020-01-01T00:00:00Z\"}",
                "{\"until\":\"+999999999-12-31T23:59:59Z\"}")) {
            call(id, "snooze", order).statusCode(400);
        }
    }

    @Test
    void anIncidentResolvedByHandStaysSoWhileItsAlertsFireAndCanBeReopened() {
        String id = opened(name, "a");
        act(id, "resolve", "{\"why\":\"planned\"}")
                .body("status", is("resolved"))
                .body("resolvedBy", is("responder"));
        post(firing(name, "a"));
        moveBy(Duration.ofMinutes(1));
        list("status=open,acknowledged&q=" + name).body("items", hasSize(0));

        act(id, "reopen", "{\"why\":\"not planned\"}")
                .body("status", is("open"))
                .body("firing", hasSize(1));
        post(resolved(name, "a"));
        moveBy(Duration.ofMinutes(1));

        get(id).body("status", is("resolved")).body("resolvedBy", nullValue());
        timeline(id)
                .body("text", hasItem("responder resolved it while 1 alert still fires: planned"))
                .body("text", hasItem("responder reopened it: not planned"));
    }

    @Test
    void aNewAlertOfAGroupWhoseIncidentWasResolvedByHandOpensAnother() {
        String id = opened(name, "a");
        act(id, "resolve", "{}");

        post(firing(name, "a"), firing(name, "b"));
        moveBy(Duration.ofMinutes(1));

        list("status=open&q=" + name).body("items", hasSize(1)).body("items[0].firing", hasSize(1));
        act(id, "reopen", "{}").body("firing", hasSize(1));
        list("status=open&q=" + name).body("items", hasSize(2));
    }

    @Test
    void aReasonMayBeLeftOutAndTheBodyWithIt() {
        String id = opened(name, "a");

        bare(id, "resolve").body("status", is("resolved"));
        bare(id, "reopen").body("status", is("open"));
    }

    private static ValidatableResponse bare(String id, String verb) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .post("/api/v1/incidents/" + id + "/" + verb)
                .then()
                .statusCode(200);
    }

    @Test
    void theTimelineSaysUntilWhenSomethingIsSnoozedToTheSecond() {
        String id = opened(name, "a");
        TestClock.set(TestClock.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(1_250));

        act(id, "snooze", "{\"for\":\"2h\"}");

        Instant end = TestClock.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        timeline(id).body("text", hasItem("responder snoozed it until " + end));
    }

    @Test
    void theListIsNarrowedAndPaged() {
        String first = opened(name + "p", "a");
        TestClock.advance(Duration.ofSeconds(1));
        String second = opened(name + "q", "b");
        act(second, "assign", "{\"to\":\"cleo\"}");
        act(first, "notes", "{\"text\":\"see 100%_of " + name + "\"}");

        list("assignee=cleo&q=" + name).body("items.id", contains(second));
        list("unassigned=true&q=" + name).body("items.id", contains(first));
        list("q=100%_OF " + name).body("items.id", contains(first));
        list("severity=critical&receiver=team&q=" + name).body("items", hasSize(2));
        list("severity=info&q=" + name).body("items", hasSize(0));
        list("from=" + TestClock.now() + "&q=" + name).body("items.id", contains(second));
        list("to=" + TestClock.now() + "&q=" + name).body("items.id", contains(first));
        String next = list("limit=1&q=" + name)
                .body("items.id", contains(second))
                .extract()
                .path("next");
        list("limit=1&q=" + name + "&after=" + next).body("items.id", contains(first));
    }

    @Test
    void theAlertsOfAnIncidentAreShown() {
        String id = opened(name, "a");

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/alerts")
                .then()
                .body("labels.instance", containsInAnyOrder("a"))
                .body("[0].annotations.summary", is(name + " is bad"));
    }

    @Test
    void whatIsAskedWronglyIsToldAndWhoMayNotIsKeptOut() {
        String id = opened(name, "a");

        call(id, "merge", "{\"incidents\":[]}").statusCode(400);
        call(id, "merge", "{\"incidents\":[\"x\"]}").statusCode(400);
        call(id, "merge", "{\"incidents\":[\"" + id + "\"]}").statusCode(409);
        call(id, "split", "{\"alerts\":[\"xyz\"]}").statusCode(400);
        call(id, "split", "{\"alerts\":[\"0000000000000000\"]}").statusCode(409);
        call(id, "assign", "{\"to\":\" \"}").statusCode(400);
        call(id, "notes", "{\"text\":\"\\u0000\"}").statusCode(400);
        call(id, "wake", "").statusCode(409).body("detail", containsString("is not snoozed"));
        call("00000000-0000-0000-0000-000000000000", "acknowledge", "").statusCode(404);
        TestKeys.as(Role.VIEWER)
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(403);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?outcome=refused&objectId=" + id)
                .then()
                .body("items.action", hasItems("incident.merge", "incident.split", "incident.wake"))
                .body("items.actor", not(hasItem("viewer")));
    }

    private static void wake() {
        Tasks.run("end-snoozes");
    }
}
