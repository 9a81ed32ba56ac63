package dev.evenkeel.capacity;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class CapacityServiceTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String PREDICTED = "dev.evenkeel.capacity.saturation.predicted.v1";
    private static final String CLEARED = "dev.evenkeel.capacity.saturation.cleared.v1";

    @Inject
    ConfigurationService configuration;

    private final HttpSink node = HttpSink.start();
    private static int run;
    private String disk;
    private double used = 10;

    @BeforeEach
    void aDiskIsWatched() throws IOException {
        TestClock.set(Instant.parse("2026-11-21T12:00:00Z").plus(Duration.ofDays(run)));
        disk = "disk-" + ++run;
        node.answer(request -> Answer.text(200, "used_bytes " + used + "\nsize_bytes 100\n"));
        assertThat(configuration.apply("capacity.yaml", """
                        sources:
                          - { name: node, scrape: { job: node, url: "%2$s" } }
                        resources:
                          - name: %1$s
                            description: Orders and pictures
                            service: shop
                            unit: bytes
                            source: node
                            usage: used_bytes
                            limit: { query: size_bytes }
                            saturation: 0.8
                            step: 10s
                            horizon: 1h
                            warn_within: 15m
                            settle: 30s
                            runbook: https://runbooks.example/disk
                        """.formatted(disk, node.url("/metrics"))))
                .isEmpty();
    }

    @AfterEach
    void nothingIsWatchedAnyMore() {
        node.close();
    }

    @Test
    void aDiskThatFillsIsToldBeforeItIsFullAndWhenItIsAndWhenItIsNoLonger() throws SQLException {
        grow(60, 0.5);

        JsonObject predicted = SentEvent.about(disk).getFirst().data();
        assertThat(predicted.getString("resource")).isEqualTo(disk);
        assertThat(predicted.getDouble("limit")).isEqualTo(100);
        assertThat(predicted.getDouble("threshold")).isEqualTo(80);
        assertThat(predicted.getBoolean("saturated")).isFalse();
        assertThat(predicted.getString("runbook")).isEqualTo("https://runbooks.example/disk");
        assertThat(predicted.getInstant("expectedAt")).isAfter(TestClock.now());
        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .statusCode(200)
                .body("phase", is("predicted"))
                .body("used", is(40.0f))
                .body("threshold", is(80.0f))
                .body("expectedAt", notNullValue())
                .body("earliestAt", notNullValue())
                .body("trouble", nullValue());

        used = 90;
        grow(4, 0);
        as(Role.VIEWER).when().get("/api/v1/resources/" + disk).then().body("phase", is("saturated"));

        used = 5;
        grow(40, 0);

        assertThat(SentEvent.about(disk)).extracting(SentEvent::type).containsExactly(PREDICTED, PREDICTED, CLEARED);
        assertThat(SentEvent.about(disk).get(1).data().getBoolean("saturated")).isTrue();
        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("phase", is("fine"))
                .body("expectedAt", nullValue());
    }

    @Test
    void tooFewValuesAreNoForecast() throws SQLException {
        grow(10, 5);

        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("phase", is("unknown"))
                .body("valuesKnown", is(9))
                .body("valuesNeeded", is(24))
                .body("method", nullValue());
        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk + "/forecast")
                .then()
                .statusCode(200)
                .body("points", empty());
        assertThat(SentEvent.about(disk)).isEmpty();
    }

    @Test
    void aSourceThatGoesAwayIsShownAndChangesNothingElse() throws SQLException {
        grow(60, 0.5);
        node.refuseConnections();
        grow(30, 0.5);

        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("phase", is("predicted"))
                .body("fresh", is(false))
                .body("expectedAt", nullValue())
                .body("trouble", notNullValue());
        assertThat(SentEvent.about(disk)).extracting(SentEvent::type).containsExactly(PREDICTED);

        node.acceptConnections();
        grow(4, 0.5);

        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("fresh", is(true))
                .body("trouble", nullValue());
        assertThat(SentEvent.about(disk)).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndNothingIsToldTwice() throws SQLException {
        grow(60, 0.5);
        TestDatabase database = TestDatabase.ofRunningService();
        database.goAway();
        try {
            TestClock.advance(STEP);
            as(Role.OPERATOR)
                    .when()
                    .post("/internal/tasks/capacity-sampling")
                    .then()
                    .statusCode(503);
            as(Role.OPERATOR)
                    .when()
                    .post("/internal/tasks/capacity-evaluation")
                    .then()
                    .statusCode(503);
            as(Role.VIEWER)
                    .when()
                    .get("/api/v1/resources/" + disk)
                    .then()
                    .statusCode(200)
                    .body("phase", is("predicted"));
        } finally {
            database.comeBack();
        }
        grow(5, 0.5);

        assertThat(SentEvent.about(disk)).extracting(SentEvent::type).containsExactly(PREDICTED);
        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("fresh", is(true))
                .body("used", is(42.5f));
    }

    @Test
    void whatWasBelievedIsStillBelievedWhenTheResourceIsDescribedAnew() throws IOException, SQLException {
        grow(60, 0.5);
        configuration.apply(
                "capacity.yaml", configuration.files().get("capacity.yaml").replace("Orders and pictures", "Orders"));
        grow(5, 0.5);

        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/" + disk)
                .then()
                .body("description", is("Orders"))
                .body("phase", is("predicted"));
        assertThat(SentEvent.about(disk)).hasSize(1);
    }

    @Test
    void aClockThatJumpsForthAndBackTellsNothingTwice() throws SQLException {
        grow(60, 0.5);
        TestClock.advance(Duration.ofHours(6));
        look();
        TestClock.advance(Duration.ofHours(-6));
        grow(10, 0.5);

        assertThat(SentEvent.about(disk)).extracting(SentEvent::type).containsExactly(PREDICTED);
        as(Role.VIEWER).when().get("/api/v1/resources/" + disk).then().body("phase", is("predicted"));
    }

    @Test
    void theForecastCanBeQueriedWithTimesInTheFuture() {
        grow(60, 0.5);
        long now = TestClock.now().getEpochSecond();

        as(Role.VIEWER)
                .queryParam("query", "capacity_forecast{resource=\"" + disk + "\"}")
                .queryParam("start", now + 60)
                .queryParam("end", now + 1000)
                .queryParam("step", 20)
                .when()
                .get("/prometheus/api/v1/query_range")
                .then()
                .statusCode(200)
                .body("data.result", hasSize(3))
                .body("data.result.metric.quantile", is(List.of("0.025", "0.5", "0.975")))
                .body("data.result[1].values", hasSize(48))
                .body("data.result[1].values[47][0]", is((int) now + 1000));
    }

    @Test
    void usageLimitAndDateCanBeQueriedToo() {
        grow(60, 0.5);
        long now = TestClock.now().getEpochSecond();

        query("capacity_usage{resource=\"" + disk + "\"} / capacity_limit", "0.4");
        query("count_over_time(capacity_usage{resource=\"" + disk + "\",service=\"shop\"}[5m]) > bool 29", "1");
        query("capacity_saturation_timestamp_seconds{resource=\"" + disk + "\"} > bool " + now, "1");
        as(Role.VIEWER)
                .when()
                .get("/prometheus/api/v1/label/__name__/values")
                .then()
                .body(
                        "data",
                        is(List.of(
                                "capacity_forecast",
                                "capacity_limit",
                                "capacity_saturation_timestamp_seconds",
                                "capacity_usage")));
    }

    @Test
    void aForecastCanBeMadeForAnotherHorizon() {
        grow(60, 0.5);

        as(Role.VIEWER)
                .queryParam("horizon", "5m")
                .when()
                .get("/api/v1/resources/" + disk + "/forecast")
                .then()
                .statusCode(200)
                .body("points", hasSize(30))
                .body("points[0].lower", notNullValue())
                .body("confidence", is(0.95f))
                .body("method", not(is("")))
                .body("expectedAt", nullValue());
        for (String wrong : List.of("5", "1s", "9y", "soon", "-1h")) {
            as(Role.VIEWER)
                    .queryParam("horizon", wrong)
                    .when()
                    .get("/api/v1/resources/" + disk + "/forecast")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void resourcesAreListedInPages() {
        grow(1, 0);

        as(Role.VIEWER)
                .queryParam("limit", 1)
                .when()
                .get("/api/v1/resources")
                .then()
                .statusCode(200)
                .body("items.name", is(List.of(disk)))
                .body("next", nullValue());
        as(Role.VIEWER)
                .when()
                .get("/api/v1/resources/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void whatIsKnownStandsAtTheMetricsEndpoint() {
        grow(60, 0.5);

        as(Role.VIEWER)
                .when()
                .get("/metrics")
                .then()
                .body(containsString("evenkeel_capacity_used{resource=\"" + disk + "\"} 40.0"))
                .body(containsString("evenkeel_capacity_limit{resource=\"" + disk + "\"} 100.0"))
                .body(containsString("evenkeel_capacity_threatened{resource=\"" + disk + "\"} 1.0"))
                .body(containsString("evenkeel_capacity_saturation_timestamp_seconds{resource=\"" + disk + "\"}"))
                .body(containsString("evenkeel_capacity_forecast_duration_seconds_count"));
    }

    @Test
    void capacityIsNotForStrangers() {
        given().when().get("/api/v1/resources").then().statusCode(401);
    }

    private static void query(String query, String value) {
        as(Role.VIEWER)
                .queryParam("query", query)
                .when()
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200)
                .body("data.result.size()", greaterThan(0))
                .body("data.result[0].value[1]", is(value));
    }

    /** So many steps pass; in each so much more is used. */
    private void grow(int steps, double each) {
        for (int step = 0; step < steps; step++) {
            used += each;
            TestClock.advance(STEP);
            look();
        }
    }

    private static void look() {
        Tasks.run("capacity-sampling");
        Tasks.run("capacity-evaluation");
    }
}
