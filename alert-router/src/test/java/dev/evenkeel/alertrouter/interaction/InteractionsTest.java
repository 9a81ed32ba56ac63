package dev.evenkeel.alertrouter.interaction;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.link.IncidentLinkSource;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@ServiceTest
class InteractionsTest {

    private static final String SLACK = "8f742231b10e8888abcd99yyyzzz85a5";
    private static int counter;

    private final String name = "CalledBack" + counter++;

    @TempDir
    Path folder;

    @Inject
    IncidentLinkSource links;

    @BeforeEach
    void anIncident() throws IOException {
        TestClock.stop();
        Files.writeString(folder.resolve("slack"), SLACK + "\n");
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body("""
                        slack: {signing_secret_file: %s, open_to_others: true}
                        pagerduty: {signing_secret: pd-secret}
                        webhooks:
                        - {name: jira, signing_secret: jira-secret}
                        """.formatted(folder.resolve("slack")))
                .put("/api/v1/configuration/files/interactions.yaml")
                .then()
                .statusCode(200);
        TestKeys.as(Role.OPERATOR)
                .post("/internal/tasks/rotate-link-keys")
                .then()
                .statusCode(200);
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\"}}]").statusCode(200);
        RouterUnderTest.flush();
    }

    @Test
    void theSignatureOfSlacksOwnExampleFits() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        assertThat(Signatures.isSlacks(
                        SLACK,
                        "1531420618",
                        body.getBytes(StandardCharsets.UTF_8),
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                        Instant.ofEpochSecond(1531420618)))
                .isTrue();
    }

    @Test
    void aButtonInSlackTakesTheIncidentOnInTheNameOfWhoPressedIt() {
        String token = IncidentLinkSource.tokenOf(
                links.forGroup(groupKey(), "team").orElseThrow().acknowledge());
        String body = "payload="
                + URLEncoder.encode(
                        "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\",\"username\":\"ann\"},\"actions\":[{\"action_id\":\"ack\",\"value\":\""
                                + token + "\"}]}",
                        StandardCharsets.UTF_8);
        String now = seconds(Duration.ZERO);

        slack(body, now, "v0=" + "0".repeat(64)).statusCode(403);
        slack(body, null, null).statusCode(403);
        String old = seconds(Duration.ofMinutes(-6));
        slack(body, old, slackSignature(old, body)).statusCode(403);
        incident("open");
        slack(body, now, slackSignature(now, body))
                .statusCode(200)
                .body("response_type", is("ephemeral"))
                .body("text", containsString("acknowledged"));

        incident("acknowledged").body("items[0].acknowledgedBy", is("ann in Slack"));
    }

    @Test
    void whatIsResolvedInPagerDutyIsResolvedHere() {
        for (String type : new String[] {"acknowledged", "unacknowledged", "resolved"}) {
            String body = happened(type, TestClock.now());

            pagerDuty(body, "v1=" + "0".repeat(64)).statusCode(403);
            pagerDuty(body, "v1=0000, v1=" + hmac("pd-secret", "", body))
                    .statusCode(200)
                    .body("results", hasSize(1));
            // it comes twice
            pagerDuty(body).statusCode(200).body("results", hasSize(0));
        }

        incident("resolved").body("items[0].resolvedBy", is("Ann in PagerDuty"));
    }

    @Test
    void aCallBackOfPagerDutyThatSaysNothingOfUseDoesNothing() {
        pagerDuty("{\"event\":{}}").statusCode(200).body("results", hasSize(0));
        pagerDuty("[]").statusCode(400);
        String timeless = happened("resolved", TestClock.now()).replace("occurred_at", "happened_at");
        pagerDuty(timeless).statusCode(400).body(containsString("/event/occurred_at"));
        String nameless = happened("resolved", TestClock.now()).replace("\"id\"", "\"nr\"");
        pagerDuty(nameless).statusCode(400).body(containsString("/event/id"));

        incident("open");
    }

    @Test
    void whatHappenedInPagerDutyBeforeAnIncidentWasOpenedLeavesItAlone() {
        Instant before = TestClock.now();
        endAndFireAgain();

        pagerDuty(happened("acknowledged", before)).statusCode(200).body("results", hasSize(0));
        pagerDuty(happened("resolved", before)).statusCode(200).body("results", hasSize(0));

        incident("open").body("items", hasSize(2));
    }

    @Test
    void whatHappenedInPagerDutyBeforeAnIncidentWasReopenedLeavesItAlone() {
        Instant before = TestClock.now();
        String id = incident("open").extract().path("items[0].id");
        TestClock.advance(Duration.ofMinutes(5));
        act(id, "resolve");
        act(id, "reopen");

        pagerDuty(happened("acknowledged", before)).statusCode(200).body("results", hasSize(0));
        pagerDuty(happened("resolved", before)).statusCode(200).body("results", hasSize(0));

        incident("open");
        TestClock.advance(Duration.ofMinutes(5));
        pagerDuty(happened("resolved", TestClock.now()).replace("\"id\": \"01", "\"id\": \"02"))
                .statusCode(200)
                .body("results", hasSize(1));
        incident("resolved");
    }

    @Test
    void whatPagerDutyResolvesSinceItsAlertsEndedLeavesANewIncidentAlone() {
        endAndFireAgain();
        String echo = happened("resolved", TestClock.now()).replace("user_reference", "inbound_integration_reference");

        pagerDuty(echo).statusCode(200).body("results", hasSize(0));

        incident("open");
    }

    @Test
    void aCallBackOfPagerDutyThatIsPlayedAgainDoesNothing() {
        String acknowledged = happened("acknowledged", TestClock.now());
        pagerDuty(acknowledged).statusCode(200).body("results", hasSize(1));
        String id = incident("acknowledged").extract().path("items[0].id");
        act(id, "unacknowledge");
        TestClock.advance(Duration.ofHours(20));

        pagerDuty(acknowledged).statusCode(200).body("results", hasSize(0));

        incident("open");
    }

    @Test
    void whatHappenedInPagerDutyMoreThanADayAgoIsNotDone() {
        Instant before = TestClock.now();
        TestClock.advance(Duration.ofHours(25));

        pagerDuty(happened("resolved", before)).statusCode(200).body("results[0]", containsString("too long ago"));

        incident("open");
    }

    private static void act(String incident, String verb) {
        TestKeys.as(Role.RESPONDER)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/incidents/" + incident + "/" + verb)
                .then()
                .statusCode(200);
    }

    private void endAndFireAgain() {
        Instant now = TestClock.now();
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                        .formatted(name, now.minusSeconds(1), now))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(5));
        RouterUnderTest.flush();
        incident("resolved");
        TestClock.advance(Duration.ofMinutes(5));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\"}}]").statusCode(200);
        RouterUnderTest.flush();
        incident("open");
    }

    private String happened(String type, Instant at) {
        return """
                {"event": {"id": "01%s%s", "event_type": "incident.%s", "occurred_at": "%s",
                  "agent": {"type": "user_reference", "summary": "Ann"},
                  "data": {"type": "incident", "incident_key": "%s"}}}
                """.formatted(name, type, type, at, dedupKey());
    }

    private String dedupKey() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(groupKey().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProgramThatSignsMayAskForMore() {
        String id = incident("open").extract().path("items[0].id");

        webhook("jira", "{\"action\":\"note\",\"incident\":\"" + id + "\",\"by\":\"ben\",\"text\":\"JIRA-1\"}")
                .statusCode(200);
        webhook("jira", "{\"action\":\"acknowledge\",\"groupKey\":" + quoted(groupKey()) + ",\"by\":\"ben\"}")
                .statusCode(200)
                .body("results", hasSize(1));
        webhook("jira", "{\"action\":\"dance\",\"incident\":\"" + id + "\"}").statusCode(400);
        webhook("jira", "{\"action\":\"resolve\"}").statusCode(400);
        webhook("nobody", "{}").statusCode(404);

        incident("acknowledged").body("items[0].acknowledgedBy", is("ben by jira"));
    }

    @Test
    void whatAProgramAskedForIsDoneOnceHoweverOftenItIsPlayed() {
        String id = incident("open").extract().path("items[0].id");
        String note = "{\"action\":\"note\",\"incident\":\"" + id + "\",\"by\":\"ben\",\"text\":\"JIRA-1\"}";
        webhook("jira", note).statusCode(200).body("results", hasSize(1));

        webhook("jira", note).statusCode(200).body("results", hasSize(0));

        assertThat(notes(id)).isEqualTo(1);
    }

    @Test
    void whatAProgramAskedForInVainCanBeAskedForAgain() throws SQLException {
        String id = incident("open").extract().path("items[0].id");
        String note = "{\"action\":\"note\",\"incident\":\"" + id + "\",\"by\":\"ben\",\"text\":\"JIRA-2\"}";
        TestDatabase database = TestDatabase.ofRunningService();
        database.execute("ALTER TABLE incident_event RENAME TO incident_event_away");
        webhook("jira", note).statusCode(not(200));
        database.execute("ALTER TABLE incident_event_away RENAME TO incident_event");

        webhook("jira", note).statusCode(200).body("results", hasSize(1));

        assertThat(notes(id)).isEqualTo(1);
    }

    private static int notes(String incident) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident + "/timeline")
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("findAll { it.kind == 'noted' }.text")
                .size();
    }

    @Test
    void aFileThatSaysNothingOfUseIsRefused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "slack: {open_to_others: true}", "needs one of signing_secret",
                        "slack: {signing_secret: x}", "lets nobody act",
                        "slack: {signing_secret: x, users: {ann: ann}}", "no id of a user in Slack",
                        "slack: {signing_secret: x, open_to_others: true, answers_to: 'https://hooks.slack.com'}",
                                "must end in a slash",
                        "webhooks: [{name: A B, signing_secret: x}]", "lower-case letters",
                        "teams: {}", "is not a field here")
                .entrySet()) {
            TestKeys.as(Role.OPERATOR)
                    .contentType("text/plain")
                    .body(wrong.getKey())
                    .put("/api/v1/configuration/files/interactions.yaml?dryRun=true")
                    .then()
                    .statusCode(400)
                    .body(containsString(wrong.getValue()));
        }
    }

    private static String seconds(Duration shift) {
        return Long.toString(TestClock.now().plus(shift).getEpochSecond());
    }

    private static String slackSignature(String timestamp, String body) {
        return "v0=" + hmac(SLACK, "v0:" + timestamp + ":", body);
    }

    private static String hmac(String secret, String prefix, String body) {
        return Signatures.hmac(secret, prefix, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse slack(String body, String timestamp, String signature) {
        var request = RestAssured.given()
                .contentType("application/x-www-form-urlencoded")
                .body(body);
        if (timestamp != null) {
            request.header("X-Slack-Request-Timestamp", timestamp).header("X-Slack-Signature", signature);
        }
        return request.post("/api/v1/interactions/slack").then();
    }

    private static ValidatableResponse pagerDuty(String body) {
        return pagerDuty(body, "v1=" + hmac("pd-secret", "", body));
    }

    private static ValidatableResponse pagerDuty(String body, String signature) {
        return RestAssured.given()
                .contentType("application/json")
                .header("X-PagerDuty-Signature", signature)
                .body(body)
                .post("/api/v1/interactions/pagerduty")
                .then();
    }

    private static ValidatableResponse webhook(String caller, String body) {
        String now = seconds(Duration.ZERO);
        return RestAssured.given()
                .contentType("application/json")
                .header("X-Evenkeel-Timestamp", now)
                .header("X-Evenkeel-Signature", "v1=" + hmac("jira-secret", now + ".", body))
                .body(body)
                .post("/api/v1/interactions/webhooks/" + caller)
                .then();
    }

    private String groupKey() {
        return "{}:{alertname=\"" + name + "\"}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private ValidatableResponse incident(String status) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?q=" + name)
                .then()
                .statusCode(200)
                .body("items[0].status", is(status));
    }
}
