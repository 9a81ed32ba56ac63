package dev.evenkeel.alertrouter.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
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
class IncidentWorkTest {

    private static int counter;

    private final String name = "Work" + counter++;

    @BeforeEach
    void standStill() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
    }

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
    void alertsOfMergedIncidentsGoOnAsOneAndTheGroupsNotifyAsBefore() throws SQLException {
        String first = opened(name + "x", "a");
        String second = opened(name + "y", "b");

        act(first, "merge", "{\"incidents\":[\"" + second + "\"]}").body("firing", hasSize(2));

        get(second).body("status", is("resolved")).body("mergedInto", is(first));
        post(firing(name + "y", "b"), firing(name + "y", "c"));
        moveBy(Duration.ofMinutes(1));
        get(first).body("firing", hasSize(3));
        post(resolved(name + "y", "b"), resolved(name + "y", "c"), resolved(name + "x", "a"));
        moveBy(Duration.ofMinutes(1));
        get(first).body("status", is("resolved"));
        assertThat(eventTypes(second)).containsExactly("opened", "resolved");
        assertThat(eventTypes(first)).startsWith("opened", "updated").endsWith("resolved");
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/inbox?limit=100")
                .then()
                .body(
                        "items.findAll { it.groupKey == '{}:{alertname=\"" + name + "y\"}' }.status",
                        contains("resolved", "firing", "firing"));
    }

    @Test
    void aMergeTellsOnlyWhatCameToTheIncidentByIt() {
        post(firing(name + "x", "a").replace("\"instance\"", "\"component\""));
        post(firing(name + "y", "b").replace("\"instance\"", "\"component\""));
        moveBy(Duration.ofMinutes(1));
        String first = idOf(name + "x");

        act(first, "merge", "{\"incidents\":[\"" + idOf(name + "y") + "\"]}");

        assertThat(SentEvent.about(first))
                .extracting(event -> event.data().getJsonObject("about"))
                .containsExactly(new JsonObject("{\"component\":[\"a\"]}"), new JsonObject("{\"component\":[\"b\"]}"));
    }

    @Test
    void splitAlertsStayApartHoweverOftenTheGroupIsLookedAt() {
        post(firing(name, "a"), firing(name, "b"), firing(name, "c"));
        moveBy(Duration.ZERO);
        String id = idOf(name);
        Map<String, String> prints = fingerprints(id);

        String own = act(id, "split", "{\"alerts\":[\"" + prints.get("b") + "\"],\"title\":\"just b\"}")
                .body("incident.firing", hasSize(2))
                .body("split.title", is("just b"))
                .body("split.firing", contains(prints.get("b")))
                .extract()
                .path("split.id");

        post(firing(name, "a"), firing(name, "b"), firing(name, "d"));
        moveBy(Duration.ofMinutes(1));
        get(own).body("firing", contains(prints.get("b"))).body("status", is("open"));
        get(id).body("firing", hasSize(3));
        post(resolved(name, "b"));
        moveBy(Duration.ofMinutes(1));
        get(own).body("status", is("resolved"));
        get(id).body("status", is("open"));
        timeline(own).body("kind", hasItem("notified"));
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

    private String opened(String alertname, String instance) {
        post(firing(alertname, instance));
        moveBy(Duration.ZERO);
        return idOf(alertname);
    }

    private static String idOf(String alertname) {
        return list("status=open&q=" + alertname).extract().path("items[0].id");
    }

    private static Map<String, String> fingerprints(String id) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/alerts")
                .then()
                .extract()
                .path("collectEntries { [it.labels.instance, it.fingerprint] }");
    }

    private static ValidatableResponse act(String id, String verb, String body) {
        return call(id, verb, body).statusCode(200);
    }

    private static ValidatableResponse call(String id, String verb, String body) {
        var request = TestKeys.as(Role.RESPONDER);
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.post("/api/v1/incidents/" + id + "/" + verb).then();
    }

    private static ValidatableResponse get(String id) {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents/" + id).then().statusCode(200);
    }

    private static ValidatableResponse list(String query) {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents?" + query).then().statusCode(200);
    }

    private static ValidatableResponse timeline(String id) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/timeline")
                .then()
                .statusCode(200);
    }

    private static void wake() {
        TestKeys.as(Role.OPERATOR).post("/internal/tasks/end-snoozes").then().statusCode(200);
    }

    private static List<String> eventTypes(String subject) throws SQLException {
        List<String> types = new ArrayList<>();
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT split_part(type, '.', 5) FROM outbox_event WHERE subject = '"
                                + subject + "' ORDER BY position")) {
            while (rows.next()) {
                types.add(rows.getString(1));
            }
        }
        return types;
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    private static String firing(String alertname, String instance) {
        return ("{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"critical\"},"
                        + "\"annotations\":{\"summary\":\"%s is bad\"}}")
                .formatted(alertname, instance, alertname);
    }

    private static String resolved(String alertname, String instance) {
        Instant now = TestClock.now();
        return firing(alertname, instance)
                .replaceAll("}$", ",\"startsAt\":\"" + now.minusSeconds(1) + "\",\"endsAt\":\"" + now + "\"}");
    }
}
