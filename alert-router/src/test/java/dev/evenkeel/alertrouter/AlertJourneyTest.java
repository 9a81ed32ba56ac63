package dev.evenkeel.alertrouter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

@ServiceTest
class AlertJourneyTest {

    private static final HttpSink HEALTHY = HttpSink.start();
    private static final HttpSink FAILING = HttpSink.start();
    private static int counter;

    private final String name = "Journey" + counter++;

    @BeforeEach
    void standStill() {
        HEALTHY.reset();
        FAILING.reset();
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname]
                  group_wait: 10s
                  group_interval: 1m
                  repeat_interval: 1h
                receivers:
                - name: team
                  webhook_configs:
                  - url: %s
                  - url: %s
                  inbox_configs:
                  - {}
                """.formatted(HEALTHY.url("/healthy"), FAILING.url("/failing")));
        TestClock.stop();
    }

    @AfterAll
    static void closeSinks() {
        HEALTHY.close();
        FAILING.close();
    }

    @Test
    void anAlertIsToldAfterGroupWaitToEveryIntegrationOfItsReceiver() {
        RouterUnderTest.post(firing("a")).statusCode(200);
        RouterUnderTest.flush();
        assertThat(told(HEALTHY)).isEmpty();

        moveBy(Duration.ofSeconds(10));

        assertThat(told(HEALTHY)).hasSize(1);
        assertThat(told(FAILING)).hasSize(1);
        inbox(1).body("items[0].status", is("firing")).body("items[0].alerts[0].labels.instance", is("a"));
    }

    @Test
    void anUnchangedGroupIsNotToldAgainBeforeTheRepeatInterval() {
        tellOnce();

        moveBy(Duration.ofMinutes(1));
        moveBy(Duration.ofMinutes(1));

        assertThat(told(HEALTHY)).hasSize(1);
    }

    @Test
    void anAlertThatJoinsIsToldAtTheNextTurnAndTheEndAfterTheLastIsResolved() {
        tellOnce();
        RouterUnderTest.post(firing("b")).statusCode(200);
        moveBy(Duration.ofMinutes(1));
        assertThat(told(HEALTHY)).hasSize(2);

        RouterUnderTest.post(resolved("a")).statusCode(200);
        RouterUnderTest.post(resolved("b")).statusCode(200);
        moveBy(Duration.ofMinutes(1));

        assertThat(told(HEALTHY)).hasSize(3);
        assertThat(told(HEALTHY).getLast().body()).startsWith("{\"receiver\":\"team\",\"status\":\"resolved\"");
    }

    @Test
    void anAlertThatIsNotReportedAgainIsTakenForResolvedAfterTheResolveTimeout() {
        tellOnce();

        moveBy(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(told(HEALTHY)).hasSize(2);
        inbox(2).body("items[0].status", is("resolved"));
    }

    @Test
    void aFailingIntegrationIsRetriedWithoutHoldingUpTheHealthyOnes() {
        FAILING.answer(HttpSink.Answer.status(503));
        tellOnce();
        inbox(1);
        assertThat(told(FAILING)).hasSize(1);

        FAILING.answer(HttpSink.Answer.status(200));
        moveBy(Duration.ofSeconds(2));

        assertThat(told(FAILING)).hasSize(2);
        assertThat(told(HEALTHY)).hasSize(1);
    }

    @Test
    void aReceiverThatAsksForTimeGetsIt() {
        FAILING.answer(HttpSink.Answer.status(429).with("Retry-After", "30"));
        tellOnce();

        moveBy(Duration.ofSeconds(29));
        assertThat(told(FAILING)).hasSize(1);
        moveBy(Duration.ofSeconds(1));

        assertThat(told(FAILING)).hasSize(2);
    }

    @Test
    void everyAttemptToSayTheSameCarriesTheSameIdempotencyKey() {
        FAILING.answer(HttpSink.Answer.status(503));
        tellOnce();
        moveBy(Duration.ofSeconds(2));

        assertThat(told(FAILING))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(request -> request.header("Idempotency-Key").orElseThrow())
                .containsOnly(
                        FAILING.requests().getFirst().header("Idempotency-Key").orElseThrow());
    }

    @Test
    void anIncidentIsOpenedAcknowledgedAndResolvedWithItsGroup() {
        tellOnce();
        String id = TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents?status=open&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].title", is(name + " is bad"))
                .body("items[0].severity", is("critical"))
                .extract()
                .path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .when()
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(200)
                .body("status", is("acknowledged"));

        RouterUnderTest.post(resolved("a")).statusCode(200);
        moveBy(Duration.ofMinutes(1));

        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents/" + id)
                .then()
                .body("status", is("resolved"))
                .body("firing", hasSize(0));
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents/" + id + "/timeline")
                .then()
                .body("kind", hasItems("opened", "notified", "acknowledged", "resolved"));
    }

    @Test
    void aCharacterThatCannotBeStoredKeepsNoGroupFromBeingConcluded() {
        FAILING.answer(HttpSink.Answer.status(400).withBody("no\0thing"));
        String nul = firing("a\\u0000b").replace(" is bad", "\\u0000 is bad").replace("critical", "\\u0000");
        RouterUnderTest.post(nul).statusCode(200);
        moveBy(Duration.ofSeconds(10));

        moveBy(Duration.ofSeconds(30));

        assertThat(told(FAILING)).hasSize(1);
        assertThat(told(HEALTHY)).hasSize(1);
        inbox(1).body(
                        "items.find { it.groupKey == '{}:{alertname=\"" + name + "\"}' }.title",
                        is(name + "\uFFFD is bad"));
        String id = TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?status=open&limit=1")
                .then()
                .body("items[0].title", is(name + "\uFFFD is bad"))
                .extract()
                .path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/incidents/" + id + "/resolve")
                .then()
                .statusCode(200);
        Tasks.run("remember-incidents");
    }

    @Test
    void whateverHappensToAnIncidentIsToldWithWhatItIsAbout() throws SQLException {
        RouterUnderTest.post(firing("a").replace("\"instance\"", "\"component\""))
                .statusCode(200);
        moveBy(Duration.ofSeconds(10));
        String id = TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents?status=open&limit=1")
                .then()
                .extract()
                .path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .when()
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(200);
        RouterUnderTest.post(resolved("a").replace("\"instance\"", "\"component\""))
                .statusCode(200);
        moveBy(Duration.ofMinutes(1));

        List<JsonObject> events =
                SentEvent.about(id).stream().map(SentEvent::data).toList();

        assertThat(events)
                .extracting(event -> event.getString("status"))
                .containsExactly("open", "acknowledged", "resolved");
        assertThat(events).extracting(event -> event.getInteger("version")).containsExactly(1, 2, 3);
        assertThat(events.getFirst().getJsonObject("about").getJsonArray("component"))
                .containsExactly("a");
        assertThat(events.get(1).getString("what")).isEqualTo("responder took it on");
    }

    @Test
    void anAlertMovesToItsNewGroupWhenTheRouteTreeChanges() {
        tellOnce();

        RouterUnderTest.configure("""
                route:
                  receiver: nobody
                  routes:
                  - matchers: [severity="critical"]
                    receiver: team
                    group_by: [alertname, instance]
                    group_wait: 0s
                receivers:
                - name: nobody
                - name: team
                  webhook_configs:
                  - url: %s
                """.formatted(HEALTHY.url("/healthy")));
        RouterUnderTest.flush();

        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v2/alerts/groups?filter=alertname=" + name)
                .then()
                .body("labels.instance", contains("a"))
                .body("receiver.name", everyItem(equalTo("team")));
        assertThat(told(HEALTHY).getLast().body())
                .contains("\"groupKey\":\"{}/{severity=\\\"critical\\\"}:{alertname=\\\"" + name
                        + "\\\", instance=\\\"a\\\"}\"");
    }

    /** What a sink was told about this test's alerts; those of other tests may still be around. */
    private List<HttpSink.Request> told(HttpSink sink) {
        return sink.requests().stream()
                .filter(request -> request.body().contains('"' + name + '"'))
                .toList();
    }

    private void tellOnce() {
        RouterUnderTest.post(firing("a")).statusCode(200);
        moveBy(Duration.ofSeconds(10));
        assertThat(told(HEALTHY)).hasSize(1);
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private ValidatableResponse inbox(int notifications) {
        return TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/inbox?limit=500")
                .then()
                .statusCode(200)
                .body("items.findAll { it.groupKey == '{}:{alertname=\"" + name + "\"}' }", hasSize(notifications));
    }

    private String firing(String instance) {
        return "[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"critical\"},\"annotations\":{\"summary\":\"%s is bad\"}}]"
                .formatted(name, instance, name);
    }

    private String resolved(String instance) {
        Instant now = TestClock.now();
        return "[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"critical\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                .formatted(name, instance, now.minusSeconds(1), now);
    }
}
