package dev.evenkeel.platform.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.tasks.TaskService;
import dev.evenkeel.testing.CuttableProxy;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
@QuarkusTestResource(value = SubscribedSink.class, restrictToAnnotatedClass = true)
class EventsOverHttpTest {

    HttpSink sink;
    CuttableProxy database;
    Path token;

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    TaskService tasks;

    @BeforeEach
    void nothingSentYet() {
        pool.query("truncate outbox_delivery, outbox_event").executeAndAwait();
        sink.reset();
    }

    @Test
    void aCommitStartsTheDeliveryByItself() {
        append(event("1", "Zürich", "{\"a\":1}"));

        HttpSink.Request request = sink.awaitRequests(1).getFirst();

        assertThat(request.path()).isEqualTo("/api/v1/events");
        assertThat(request.header("ce-specversion")).contains("1.0");
        assertThat(request.header("ce-subject")).contains("Z%C3%BCrich");
        assertThat(request.header("ce-time")).contains("2026-11-21T03:00:00Z");
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("traceparent")).contains("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(request.header("ce-traceparent")).isEqualTo(request.header("traceparent"));
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        awaitDeliveries("delivered", 1);
    }

    @Test
    void aRotatedKeyIsUsedAtOnce() throws IOException {
        Files.writeString(token, "first-key\n");
        append(event("1", "api", null));
        sink.awaitRequests(1);

        Files.writeString(token, "second-key\n");
        append(event("2", "api", null));

        assertThat(sink.awaitRequests(2))
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer first-key", "Bearer second-key");
    }

    @Test
    void aKeyThatIsNotAcceptedIsNoFaultOfTheEvent() {
        TestClock.stop();
        sink.answerOnce(Answer.status(401));
        append(event("1", "api", null));
        sink.awaitRequests(1);
        awaitReason("answered 401");

        TestClock.advance(Duration.ofMinutes(1));
        run("events-relay");

        awaitDeliveries("delivered", 1);
    }

    @Test
    void aReceiverThatAsksForAPauseGetsIt() {
        TestClock.stop();
        sink.answerOnce(Answer.status(429).with("Retry-After", "120"));
        append(event("1", "api", null));
        sink.awaitRequests(1);
        awaitReason("answered 429");

        TestClock.advance(Duration.ofSeconds(119));
        run("events-relay");
        assertThat(sink.requests()).hasSize(1);
        TestClock.advance(Duration.ofSeconds(1));
        run("events-relay");

        awaitDeliveries("delivered", 1);
    }

    @Test
    void aReceiverThatIsDownGetsEverythingInOrderWhenItIsBack() {
        sink.refuseConnections();
        for (int i = 1; i <= 5; i++) {
            append(event(Integer.toString(i), "api", null));
        }
        awaitReason("");
        TestClock.advance(Duration.ofMinutes(5));

        sink.acceptConnections();
        run("events-relay");

        assertThat(sink.awaitRequests(5))
                .extracting(request -> request.header("ce-id").orElse(""))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aRefusedEventIsADeadLetterThatAnOperatorSendsAgain() {
        sink.answerOnce(Answer.json(422, "{\"detail\":\"no such component\"}"));
        append(event("1", "api", "{\"a\":1}"));
        awaitDeliveries("dead", 1);

        int id = TestKeys.as(Role.VIEWER)
                .get("/api/v1/events/dead-letters")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reason", is("answered 422: {\"detail\":\"no such component\"}"))
                .body("items[0].subscriber", is("sink"))
                .body("items[0].attempts", is(1))
                .body("items[0].deadAt", notNullValue())
                .body("items[0].event.subject", is("api"))
                .body("items[0].event.data.a", is(1))
                .body("next", nullValue())
                .extract()
                .path("items[0].id");
        String retry = "/api/v1/events/dead-letters/" + id + "/retry";
        TestKeys.as(Role.VIEWER).post(retry).then().statusCode(403);
        TestKeys.as(Role.OPERATOR).post(retry).then().statusCode(204);

        assertThat(sink.awaitRequests(2))
                .extracting(request -> request.header("ce-id").orElse(""))
                .containsExactly("1", "1");
        awaitDeliveries("delivered", 1);
        TestKeys.as(Role.OPERATOR).post(retry).then().statusCode(404);
    }

    @Test
    void deadLettersComeInPagesAndCanBeDiscarded() {
        sink.answer(Answer.status(400));
        for (int i = 1; i <= 3; i++) {
            append(event(Integer.toString(i), "s" + i, null));
        }
        awaitDeliveries("dead", 3);

        String next = TestKeys.as(Role.VIEWER)
                .get("/api/v1/events/dead-letters?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");
        int last = TestKeys.as(Role.VIEWER)
                .get("/api/v1/events/dead-letters?limit=2&cursor=" + next)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue())
                .extract()
                .path("items[0].id");
        String path = "/api/v1/events/dead-letters/" + last;
        TestKeys.as(Role.OPERATOR).delete(path).then().statusCode(204);
        TestKeys.as(Role.OPERATOR).delete(path).then().statusCode(404);

        TestKeys.as(Role.VIEWER).get("/api/v1/events/dead-letters").then().body("items", hasSize(2));
        assertThat(pool.query("select from outbox_event").executeAndAwait().rowCount())
                .isEqualTo(2);
    }

    @Test
    void aPageSizeOutOfRangeIsRefused() {
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/events/dead-letters?limit=501")
                .then()
                .statusCode(400)
                .body("detail", containsString("1 to 500"));
    }

    @Test
    void fiveMinutesWithoutADatabaseLoseNothing() {
        TestClock.stop();
        sink.answer(Answer.status(503));
        append(event("before", "api", null));
        awaitReason("answered 503");

        database.cut();
        TestKeys.as(Role.INGEST)
                .contentType("application/cloudevents+json; charset=utf-8")
                .body("""
                        {"specversion":"1.0","id":"1","source":"/x","type":"%s","data":{}}
                        """.formatted(NotingHandler.TYPE))
                .post("/api/v1/events")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
        given().get("/q/health/live").then().statusCode(200);
        TestClock.advance(Duration.ofMinutes(5));
        database.mend();
        sink.answer(Answer.status(200));

        // The connection that listens comes back on its own, and starts a round when it does.
        awaitDeliveries("delivered", 1);
        append(event("after", "api", null));
        awaitDeliveries("delivered", 2);
        assertThat(acceptedIds()).endsWith("before", "after");
    }

    @Test
    void whatWaitsAndWhatWasDoneCanBeSeenInTheMetrics() {
        TestClock.stop();
        sink.answerOnce(Answer.status(503));
        append(event("waiting", "api", null));
        awaitReason("answered 503");
        append(event("done", "other", null));
        awaitDeliveries("delivered", 1);
        TestClock.advance(Duration.ofSeconds(30));
        run("events-upkeep");

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("evenkeel_events_outbox_pending{subscriber=\"sink\"} 1.0")
                .contains("evenkeel_events_outbox_oldest_age_seconds{subscriber=\"sink\"} 30.0")
                .contains("evenkeel_events_dead_letters{subscriber=\"sink\"} 0.0")
                .contains("evenkeel_events_deliveries_total{outcome=\"retried\",subscriber=\"sink\"}")
                .contains("evenkeel_events_deliveries_total{outcome=\"delivered\",subscriber=\"sink\"}")
                .contains("evenkeel_events_delivery_lag_seconds_bucket{subscriber=\"sink\",le=\"0.5\"}")
                .contains("evenkeel_events_inbox_duplicates_total");
    }

    @Test
    void deliveredEventsAreForgottenAfterTheRetention() {
        append(event("1", "api", null));
        awaitDeliveries("delivered", 1);
        TestClock.advance(Duration.ofHours(25));

        run("events-upkeep");

        assertThat(pool.query("select from outbox_event").executeAndAwait().rowCount())
                .isZero();
    }

    @Test
    void whatWaitsForASubscriberThatIsGoneBecomesADeadLetterInTheEnd() {
        pool.query("""
                with event as (
                    insert into outbox_event (id, source, type, subject, time, written_at)
                    values ('1', '/x', 't', 'api', '2026-11-21T03:00:00Z', '2026-11-21T03:00:00Z'),
                        ('2', '/x', 't', 'api', '2026-11-21T03:00:00Z', '2026-11-21T03:00:00Z')
                    returning position, id, written_at)
                insert into outbox_delivery (position, subscriber, subject, head, next_attempt_at, since)
                select position, 'gone', 'api', id = '1', written_at, written_at from event
                """).executeAndAwait();
        TestClock.set(Instant.parse("2026-11-22T03:00:01Z"));

        run("events-upkeep");

        awaitDeliveries("dead", 2);
    }

    private List<String> acceptedIds() {
        return sink.requests().stream()
                .map(request -> request.header("ce-id").orElse(""))
                .toList();
    }

    private void append(CloudEvent event) {
        pool.withTransaction(tx -> outbox.append(tx, event)).await().indefinitely();
    }

    private void run(String task) {
        tasks.run(task).orElseThrow().await().indefinitely();
    }

    private void awaitDeliveries(String state, int number) {
        await("state = '" + state + "'", number);
    }

    private void awaitReason(String beginning) {
        await("state = 'pending' and attempts > 0 and reason like '" + beginning + "%'", 1);
    }

    private void await(String condition, int number) {
        Awaitility.await(condition)
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> pool.query("select from outbox_delivery where " + condition)
                                .executeAndAwait()
                                .rowCount()
                        == number);
    }

    private static CloudEvent event(String id, String subject, String data) {
        return new CloudEvent(
                id,
                "/evenkeel/bare-service",
                "dev.evenkeel.sent.noted.v1",
                subject,
                Instant.parse("2026-11-21T03:00:00Z"),
                data,
                Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }
}
