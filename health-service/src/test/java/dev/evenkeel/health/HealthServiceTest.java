package dev.evenkeel.health;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Inject;

import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.EmbeddedPostgres;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static dev.evenkeel.testing.TestKeys.startPage;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class HealthServiceTest {

    @Inject
    ConfigurationService configuration;

    private final HttpSink web = HttpSink.start();

    @BeforeEach
    void aShopIsWatched() throws IOException {
        TestClock.stop();
        TestDatabase database = TestDatabase.ofRunningService();
        assertThat(configuration.apply("checks.yaml", """
                        components:
                          - name: web
                            criticality: critical
                            owner: shop
                            runbook: https://runbooks.example/web
                            depends_on: [api]
                            check: { http: { url: "%s" }, interval: 1s, failure_threshold: 2, success_threshold: 1 }
                          - name: api
                            depends_on: [database]
                            check: { tcp: { host: 127.0.0.1, port: %d }, interval: 1s, failure_threshold: 2, success_threshold: 1 }
                          - name: database
                            check:
                              postgres: { host: 127.0.0.1, port: %d, database: "%s", user: "%s", password: "%s" }
                              interval: 1s
                        """.formatted(
                                web.url("/"),
                                web.port(),
                                database.port(),
                                database.name(),
                                EmbeddedPostgres.USER,
                                EmbeddedPostgres.PASSWORD)))
                .isEmpty();
        checkFor(2);
    }

    @AfterEach
    void theShopIsLeftAlone() throws IOException {
        assertThat(configuration.apply("checks.yaml", "components: []")).isEmpty();
        checkFor(1);
        web.close();
    }

    @Test
    void aSystemThatWorksIsUpForEverybodyWhoAsks() {
        given().when()
                .get("/health")
                .then()
                .statusCode(200)
                .body("status", is("up"))
                .body("components.web", is("up"))
                .body("components.database", is("up"));
    }

    @Test
    void aCriticalComponentThatStopsAnsweringTakesTheSystemDown() {
        web.refuseConnections();

        checkFor(2);

        given().when().get("/health").then().statusCode(503).body("status", is("down"));
        as(Role.VIEWER)
                .when()
                .get("/api/v1/components")
                .then()
                .statusCode(200)
                .body("roots", contains("api"))
                .body("components.find { it.name == 'web' }.cause", is("api"))
                .body("components.find { it.name == 'api' }.reason", containsString("no connection"))
                .body("components.find { it.name == 'api' }.blastRadius", contains("web"))
                .body("components.find { it.name == 'database' }.cause", nullValue());
    }

    @Test
    void oneFailureIsNotAnOutage() {
        web.answerOnce(Answer.status(500));

        checkFor(1);

        given().when().get("/health").then().statusCode(200);
    }

    @Test
    void changesComeInPages() {
        web.answer(Answer.status(500));
        checkFor(2);
        web.answer(Answer.status(200));
        checkFor(1);
        Tasks.run("health-history");

        JsonPath first = changes("component=web&limit=1");
        JsonPath second = changes("component=web&limit=1&cursor=" + first.getString("next"));

        assertThat(first.getList("items.to")).containsExactly("up");
        assertThat(second.getList("items.to")).containsExactly("down");
    }

    @Test
    void anOutageAndItsEndAreWrittenDownWithTheirEvents() throws SQLException {
        web.answer(Answer.status(500));
        checkFor(2);
        web.answer(Answer.status(200));
        checkFor(1);

        Tasks.run("health-history");

        as(Role.VIEWER)
                .when()
                .get("/api/v1/changes?component=web&limit=2")
                .then()
                .statusCode(200)
                .body("items.to", contains("up", "down"))
                .body("items[1].reason", containsString("answered 500"));
        assertThat(SentEvent.about("web"))
                .extracting(SentEvent::data)
                .extracting(event -> event.getString("to"))
                .endsWith("down", "up");
        assertThat(SentEvent.about("web").getLast().data().getString("runbook"))
                .isEqualTo("https://runbooks.example/web");
    }

    @Test
    void resultsAreCountedByTheMinute() throws SQLException {
        long before = checksCounted("database");
        checkFor(3);

        Tasks.run("health-history");

        assertThat(checksCounted("database") - before).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theHistoryCanBeQueriedAsPrometheusQueries() {
        checkFor(3);
        Tasks.run("health-history");
        TestClock.advance(Duration.ofMinutes(2));

        as(Role.VIEWER)
                .queryParam(
                        "query", "sum_over_time(health_checks{component=\"database\",result=\"success\"}[10m]) >= 3")
                .when()
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200)
                .body("data.result[0].metric.component", is("database"));
    }

    @Test
    void theGraphNamesWhoNeedsWhom() {
        as(Role.VIEWER)
                .when()
                .get("/api/v1/graph")
                .then()
                .statusCode(200)
                .body("nodes.id", contains("web", "api", "database"))
                .body("nodes[0].criticality", is("critical"))
                .body("edges[0].source", is("web"))
                .body("edges[0].target", is("api"))
                .body("edges[0].strength", is("hard"));
    }

    @Test
    void aComponentThatIsNotThereIsAProblemAndNotAnError() {
        as(Role.VIEWER).when().get("/api/v1/components/wbe").then().statusCode(404);
    }

    @Test
    void theStartPageSaysWhatBrokeFirst() {
        web.refuseConnections();
        checkFor(2);

        startPage().body(containsString("What broke first")).body(containsString("<strong>api</strong>"));
    }

    @Test
    @Timeout(30)
    void aDatabaseThatHangsDoesNotHoldUpTheStartPage() throws SQLException {
        try (TestDatabase.Hanging _ = TestDatabase.ofRunningService().hang("state_change")) {
            startPage().body(containsString("web"));
        }
    }

    @Test
    void theOutageOfAComponentEndsWhenItIsNoLongerWatched() throws IOException, SQLException {
        web.answer(Answer.status(500));
        checkFor(2);

        assertThat(configuration.apply("checks.yaml", "components: []")).isEmpty();
        checkFor(1);
        Tasks.run("health-history");

        JsonObject end = SentEvent.about("web").getLast().data();
        assertThat(end.getString("from")).isEqualTo("down");
        assertThat(end.getString("to")).isEqualTo("up");
        assertThat(end.getString("reason")).isEqualTo("no longer watched");
    }

    @Test
    void aComponentThatIsNoLongerWatchedIsNoLongerInTheMetrics() throws IOException {
        assertThat(configuration.apply("checks.yaml", "components: []")).isEmpty();

        checkFor(1);

        given().when()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(not(containsString("component=\"web\"")), not(containsString("component=\"database\"")));
    }

    @Test
    void everyCheckIsCountedForThoseWhoMeasureBySuchCounts() {
        given().when()
                .get("/q/metrics")
                .then()
                .body(containsString("evenkeel_health_checks_total{component=\"web\",result=\"failure\"}"))
                .body(containsString("evenkeel_health_component_up{component=\"database\"} 1.0"));
    }

    @Test
    void detailsAreNotForStrangers() {
        given().when().get("/api/v1/components").then().statusCode(401);
        as(Role.INGEST).when().get("/api/v1/components").then().statusCode(403);
    }

    /** Lets seconds pass, with a round of checks in each. */
    private static void checkFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            TestClock.advance(Duration.ofSeconds(1));
            Tasks.run("checks");
        }
    }

    private static JsonPath changes(String query) {
        return as(Role.VIEWER)
                .when()
                .get("/api/v1/changes?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long checksCounted(String component) throws SQLException {
        return TestDatabase.ofRunningService()
                .number("SELECT coalesce(sum(successes + failures), 0) FROM check_minute WHERE component = '"
                        + component + "'");
    }
}
