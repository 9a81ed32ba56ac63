package dev.evenkeel.alertrouter.interaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** From a message with buttons to an incident that somebody has taken on, and back to the message. */
@ServiceTest
class SlackButtonsTest {

    private static final HttpSink SLACK = HttpSink.start();
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static int counter;

    private final String name = "Pressed" + counter++;

    @BeforeEach
    void aMessageOfABot() {
        SLACK.reset();
        SLACK.answer(HttpSink.Answer.json(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.25\"}"));
        TestClock.stop();
        allow("users: {U1: ann}");
        Tasks.run("rotate-link-keys");
        RouterUnderTest.configure("""
                global: {slack_app_token: bot, slack_app_url: '%s'}
                route:
                  receiver: team
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  routes: [{receiver: hook, matchers: [hook=\"yes\"]}]
                receivers:
                - name: team
                  slack_configs: [{channel: alerts, update_message: true, send_resolved: true}]
                - name: hook
                  slack_configs: [{channel: alerts, api_url: '%s'}]
                """.formatted(SLACK.url("/api/chat.postMessage"), SLACK.url("/services/hook")));
        tell("");
    }

    @AfterAll
    static void close() {
        SLACK.close();
    }

    private static void allow(String who) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body("slack: {signing_secret: %s, %s, answers_to: '%s'}"
                        .formatted(SECRET, who, SLACK.url("/actions/")))
                .put("/api/v1/configuration/files/interactions.yaml")
                .then()
                .statusCode(200);
    }

    @Test
    void whoPressesAButtonTakesTheIncidentOnAndTheMessageSaysSo() {
        assertThat(buttons(message())).containsExactly("Acknowledge", "Silence 1h", "Silence 8h", "Resolve");

        press("Acknowledge", "U1", message()).statusCode(200).time(lessThan(3000L));

        incident("acknowledged").body("items[0].acknowledgedBy", is("ann"));
        JsonObject changed = answered(1).getFirst();
        assertThat(changed.getBoolean("replace_original")).isTrue();
        assertThat(buttons(changed)).containsExactly("Silence 1h", "Silence 8h", "Resolve");
        assertThat(changed.encode()).contains("ann: '").contains("is acknowledged now");
        assertThat(changed.getJsonArray("attachments").getJsonObject(0))
                .isEqualTo(message().getJsonArray("attachments").getJsonObject(0));
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=incident.acknowledge")
                .then()
                .statusCode(200)
                .body("items[0].actor", is("ann"))
                .body("items[0].actorKind", is("slack"))
                .body("items[0].credential", is("slack:U1"));
    }

    @Test
    void oneButtonAfterTheOtherUntilItIsResolved() {
        press("Silence 1h", "U1", message()).statusCode(200);
        JsonObject silenced = answered(1).getFirst();
        press("Resolve", "U1", silenced).statusCode(200);
        JsonObject resolved = answered(2).getLast();

        assertThat(buttons(silenced)).containsExactly("Acknowledge", "Silence 8h", "Resolve");
        assertThat(buttons(resolved)).isEmpty();
        assertThat(resolved.encode()).contains("Silenced until").contains("is resolved now");
        String id = incident("resolved")
                .body("items[0].resolvedBy", is("ann"))
                .extract()
                .path("items[0].id");
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/timeline")
                .then()
                .body("find { it.kind == 'silenced' }.text", containsString("ann silenced alerts of it until"));
        TestKeys.as(Role.VIEWER)
                .queryParam("filter", "alertname=\"" + name + "\"")
                .get("/api/v2/silences")
                .then()
                .body("[0].createdBy", is("ann"));
    }

    @Test
    void aStrangerIsRefusedAndToldWhy() {
        press("Resolve", "U2", message()).statusCode(200).body("text", containsString("U2"));

        incident("open");
        JsonObject refused = answered(1).getFirst();
        assertThat(refused.getString("response_type")).isEqualTo("ephemeral");
        assertThat(refused.getBoolean("replace_original")).isFalse();
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=interaction.press")
                .then()
                .body("items[0].outcome", is("refused"))
                .body("items[0].credential", is("slack:U2"));
    }

    @Test
    void aPressThatIsPlayedAgainIsRefused() {
        String body = body(token("Silence 1h", message()), "Silence 1h", "U1", message(), "/actions/1");
        String now = seconds(Duration.ZERO);

        post(body, now, signature(now, body)).statusCode(200);
        TestClock.advance(Duration.ofMinutes(4));
        post(body, now, signature(now, body)).statusCode(403);
        TestClock.advance(Duration.ofMinutes(2));
        post(body, now, signature(now, body)).statusCode(403);

        assertThat(answered(1)).hasSize(1);
    }

    @Test
    void nothingIsDoneWithoutASignatureThatFitsAndIsYoung() {
        String body = body(token("Resolve", message()), "Resolve", "U1", message(), "/actions/1");
        String now = seconds(Duration.ZERO);
        String old = seconds(Duration.ofMinutes(-6));
        String ahead = seconds(Duration.ofMinutes(6));

        post(body, now, signature(now, body + " ")).statusCode(403);
        post(body + " ", now, signature(now, body)).statusCode(403);
        post(body, now, signature(now, body).replace("v0=", "v1=")).statusCode(403);
        post(body, now, "").statusCode(403);
        post(body, "soon", signature("soon", body)).statusCode(403);
        post(body, old, signature(old, body)).statusCode(403);
        post(body, ahead, signature(ahead, body)).statusCode(403);

        incident("open");
    }

    @Test
    void aMessageIsChangedNowhereElseThanInSlack() {
        JsonObject message = message();
        String body = body(token("Acknowledge", message), "Acknowledge", "U1", message, "/elsewhere/1");
        String now = seconds(Duration.ZERO);

        post(body, now, signature(now, body)).statusCode(200).body("text", containsString("acknowledged"));

        assertThat(SLACK.requests()).noneMatch(request -> request.path().startsWith("/elsewhere"));
    }

    @Test
    void aButtonWhoseLinkHasExpiredSaysSoToWhoPressedIt() {
        JsonObject message = message();
        TestClock.advance(Duration.ofDays(4));

        press("Resolve", "U1", message).statusCode(200).body("text", containsString("expired"));

        assertThat(answered(1).getFirst().getString("response_type")).isEqualTo("ephemeral");
    }

    @Test
    void slackThatDoesNotTakeTheChangeUndoesNothing() {
        JsonObject message = message();
        SLACK.answer(new HttpSink.Answer.HangUp());

        press("Acknowledge", "U1", message).statusCode(200);

        incident("acknowledged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "payload=",
                "payload=%",
                "payload=%7B",
                "payload=[]",
                "payload=null",
                "payload=%7B%22actions%22%3A%7B%7D%7D",
                "payload=%7B%22actions%22%3A%5B%5B%5D%5D%2C%22user%22%3A3%7D",
                "payload=%7B%22actions%22%3A%5B%7B%22value%22%3A%22x%22%7D%5D%2C%22user%22%3A%5B%5D%2C%22message%22%3A%5B%5D%7D",
                "payload=%7B%22actions%22%3A%5B%7B%22value%22%3A%22%5Cu0000%22%7D%5D%2C%22user%22%3A%7B%22id%22%3A%22%5Cu0000%22%7D%7D",
                "payload=%7B%22actions%22%3A%5B%7B%22value%22%3A%7B%7D%2C%22action_id%22%3A7%7D%5D%2C%22response_url%22%3A7%7D",
                "\u0000\u0001"
            })
    void whatMakesNoSenseIsNoFaultOfOurs(String body) {
        String now = seconds(Duration.ZERO);

        post(body, now, signature(now, body)).statusCode(lessThan(500));
    }

    @Test
    void aWebhookWithoutABotAndAMessageThatOnlyResolvesHaveNoButtons() {
        tell(",\"hook\":\"yes\"");
        resolve();

        List<HttpSink.Request> told = SLACK.requests().stream()
                .filter(request -> request.body().contains(name))
                .toList();
        assertThat(told).extracting(HttpSink.Request::path).contains("/services/hook", "/api/chat.update");
        assertThat(told.stream().filter(request -> request.path().equals("/services/hook")))
                .allSatisfy(request ->
                        assertThat(buttons(new JsonObject(request.body()))).isEmpty());
        assertThat(buttons(new JsonObject(told.getLast().body()))).isEmpty();
    }

    @Test
    void buttonsCanBeTurnedOff() {
        SLACK.reset();
        allow("users: {U1: ann}, buttons: false");
        tell(",\"instance\":\"b\"");

        assertThat(buttons(message())).isEmpty();
    }

    private void tell(String labels) {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\"%s}}]".formatted(name, labels))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
    }

    private void resolve() {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\"},\"endsAt\":\"%s\"}]".formatted(name, TestClock.now()))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
    }

    /** The last one that was posted. */
    private JsonObject message() {
        return SLACK.requests().stream()
                .filter(request ->
                        request.path().startsWith("/api/") && request.body().contains(name))
                .map(request -> new JsonObject(request.body()))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<JsonObject> elements(JsonObject message) {
        return message.getJsonArray("attachments").stream()
                .map(JsonObject.class::cast)
                .flatMap(attachment -> attachment.getJsonArray("blocks", new JsonArray()).stream())
                .map(JsonObject.class::cast)
                .filter(block -> block.getString("type").equals("actions"))
                .flatMap(block -> block.getJsonArray("elements").stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> buttons(JsonObject message) {
        return elements(message).stream()
                .map(button -> button.getJsonObject("text").getString("text"))
                .collect(Collectors.toList());
    }

    private static JsonObject button(String label, JsonObject message) {
        return elements(message).stream()
                .filter(button -> button.getJsonObject("text").getString("text").equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static String token(String label, JsonObject message) {
        return button(label, message).getString("value");
    }

    private static ValidatableResponse press(String label, String user, JsonObject message) {
        String body = body(token(label, message), label, user, message, "/actions/1");
        String now = seconds(Duration.ZERO);
        return post(body, now, signature(now, body));
    }

    private static String body(String token, String label, String user, JsonObject message, String answerTo) {
        var payload = new JsonObject()
                .put("type", "block_actions")
                .put("user", new JsonObject().put("id", user).put("username", "who"))
                .put("response_url", SLACK.url(answerTo).toString())
                .put("message", message)
                .put(
                        "actions",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("action_id", button(label, message).getString("action_id"))
                                        .put("value", token)));
        return "payload=" + URLEncoder.encode(payload.encode(), StandardCharsets.UTF_8);
    }

    private static ValidatableResponse post(String body, String timestamp, String signature) {
        return RestAssured.given()
                .contentType("application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .body(body)
                .post("/api/v1/interactions/slack")
                .then();
    }

    private static String seconds(Duration shift) {
        return Long.toString(TestClock.now().plus(shift).getEpochSecond());
    }

    private static String signature(String timestamp, String body) {
        return "v0=" + Signatures.hmac(SECRET, "v0:" + timestamp + ":", body.getBytes(StandardCharsets.UTF_8));
    }

    /** What Slack was told to make of the message. */
    private static List<JsonObject> answered(int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> SLACK.requests().stream()
                                .filter(request -> request.path().startsWith("/actions/"))
                                .map(request -> new JsonObject(request.body()))
                                .toList(),
                        answers -> answers.size() >= count);
    }

    private ValidatableResponse incident(String status) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?q=" + name)
                .then()
                .statusCode(200)
                .body("items[0].status", is(status));
    }
}
