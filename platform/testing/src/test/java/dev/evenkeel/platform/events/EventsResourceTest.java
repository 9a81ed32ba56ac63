package dev.evenkeel.platform.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.tasks.TaskService;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

@ServiceTest
class EventsResourceTest {

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @Inject
    TaskService tasks;

    @BeforeEach
    void nothingReceived() {
        pool.query(NotingHandler.TABLE).executeAndAwait();
        pool.query("truncate note, inbox_event").executeAndAwait();
    }

    @Test
    void anEventInBinaryModeIsApplied() {
        binary("1")
                .header("ce-subject", "Z%C3%BCrich%20%22api%22")
                .body("{\"a\": 1}")
                .post("/api/v1/events")
                .then()
                .statusCode(204);

        assertThat(notes()).containsExactly("1 Zürich \"api\" {\"a\": 1}");
    }

    @Test
    void anEventInStructuredModeIsApplied() {
        structured(one("1", "{\"a\":1}")).post("/api/v1/events").then().statusCode(204);

        assertThat(notes()).containsExactly("1 api {\"a\":1}");
    }

    @Test
    void aBatchIsAppliedInOrder() {
        batch(one("1", "{}"), one("2", "{}"), one("3", "{}"))
                .post("/api/v1/events")
                .then()
                .statusCode(204);

        assertThat(notes()).containsExactly("1 api {}", "2 api {}", "3 api {}");
    }

    @Test
    void aBatchAsLargeAsIsAllowedIsAppliedToTheLast() {
        String[] events =
                IntStream.range(0, 1000).mapToObj(i -> one("e" + i, "{}")).toArray(String[]::new);

        batch(events).post("/api/v1/events").then().statusCode(204);

        assertThat(notes()).hasSize(1000).endsWith("e999 api {}");
    }

    @Test
    void anEmptyBatchIsTaken() {
        batch().post("/api/v1/events").then().statusCode(204);
    }

    @Test
    void anEventThatComesAgainDoesNothing() {
        double before = metrics.counter("evenkeel_events_inbox_duplicates").count();
        for (int i = 0; i < 3; i++) {
            structured(one("1", "{\"n\":" + i + "}"))
                    .post("/api/v1/events")
                    .then()
                    .statusCode(204);
        }

        assertThat(notes()).containsExactly("1 api {\"n\":0}");
        assertThat(metrics.counter("evenkeel_events_inbox_duplicates").count()).isEqualTo(before + 2);
    }

    @Test
    void anEventThatComesTwiceAtTheSameMomentIsAppliedOnce() {
        // Not a parallel stream: REST Assured's Groovy sets itself up on the same common pool.
        try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                senders.execute(() -> structured(one("same", "{}")).post("/api/v1/events"));
            }
        }

        assertThat(notes()).hasSize(1);
    }

    @Test
    void dataThatTheHandlerCannotUnderstandIsRefusedAndLeavesNothing() {
        structured(one("1", "[]"))
                .post("/api/v1/events")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("data is not an object"));

        assertThat(rows("inbox_event")).isZero();
    }

    @Test
    void aBatchWithOneBadEventIsRefusedAsAWhole() {
        batch(one("1", "{}"), one("2", "[]")).post("/api/v1/events").then().statusCode(422);

        assertThat(notes()).isEmpty();
        assertThat(rows("inbox_event")).isZero();
    }

    @Test
    void anEventThatNobodyHandlesIsTakenAndForgotten() {
        structured(one("1", "{}").replace("noted", "unknown"))
                .post("/api/v1/events")
                .then()
                .statusCode(204);

        assertThat(rows("inbox_event")).isZero();
    }

    @Test
    void everyDefectIsListedWithItsPlace() {
        structured("""
                        {"specversion": "1.0", "type": "t", "time": "yesterday", "Bad-Name": "x"}
                        """)
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.where", hasItems("/id", "/source", "/time", "/Bad-Name"))
                .body("errors.find { it.where == '/time' }.allowed", is("such as 2026-11-21T02:34:06Z"));
    }

    @Test
    void anythingElseIsToldHowAnEventLooks() {
        ingest().contentType("application/json; charset=utf-8")
                .body("{\"hello\": \"world\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .body("detail", containsString("application/cloudevents+json"));
    }

    @Test
    void aCharacterThatPostgresCannotStoreIsRefused() {
        binary("%00").body("{}").post("/api/v1/events").then().statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "RESPONDER", "OPERATOR"})
    void onlyTheIngestRoleMayPostEvents(Role role) {
        TestKeys.as(role)
                .contentType("application/cloudevents+json; charset=utf-8")
                .body(one("1", "{}"))
                .post("/api/v1/events")
                .then()
                .statusCode(403);
    }

    @Test
    void nobodyMayPostEventsWithoutAKey() {
        given().contentType("application/cloudevents+json; charset=utf-8")
                .body(one("1", "{}"))
                .post("/api/v1/events")
                .then()
                .statusCode(401);
    }

    @Test
    void whatWasReceivedIsForgottenAfterTheRetention() {
        structured(one("1", "{}")).post("/api/v1/events").then().statusCode(204);
        TestClock.advance(Duration.ofDays(15));

        // The schedule may be running it at this very moment, with the time before.
        Awaitility.await()
                .until(() -> tasks.run("events-upkeep").orElseThrow().await().indefinitely());

        assertThat(rows("inbox_event")).isZero();
    }

    private static RequestSpecification ingest() {
        return TestKeys.as(Role.INGEST);
    }

    private static RequestSpecification binary(String id) {
        return ingest().header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/evenkeel/test")
                .header("ce-type", NotingHandler.TYPE)
                .contentType("application/json; charset=utf-8");
    }

    private static RequestSpecification structured(String body) {
        return ingest().contentType("application/cloudevents+json; charset=utf-8")
                .body(body);
    }

    private static RequestSpecification batch(String... events) {
        return ingest().contentType("application/cloudevents-batch+json; charset=utf-8")
                .body("[" + String.join(",", events) + "]");
    }

    private static String one(String id, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/evenkeel/test","type":"%s","subject":"api","data":%s}
                """.formatted(id, NotingHandler.TYPE, data);
    }

    private List<String> notes() {
        return StreamSupport.stream(
                        pool.query("select id || ' ' || subject || ' ' || data from note order by ctid")
                                .executeAndAwait()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private long rows(String table) {
        return pool.query("select count(*) from " + table)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
