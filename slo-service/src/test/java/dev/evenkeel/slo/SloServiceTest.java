package dev.evenkeel.slo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.restassured.response.ValidatableResponse;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.slo.counting.CountStore;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.IncidentEvents;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static dev.evenkeel.testing.TestKeys.startPage;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

@ServiceTest
class SloServiceTest {

    private static final Duration LOOK = Duration.ofSeconds(5);

    @Inject
    ConfigurationService configuration;

    @Inject
    CountStore counts;

    private final HttpSink shop = HttpSink.start();
    private double good;
    private double bad;
    private static int run;
    private String slo;

    @BeforeEach
    void aShopPromisesToAnswer() throws IOException {
        TestClock.stop();
        slo = "shop-" + ++run;
        shop.answer(request -> Answer.text(
                200,
                "# TYPE requests_total counter\nrequests_total{code=\"200\"} %s\nrequests_total{code=\"500\"} %s\n"
                        .formatted(good, bad)));
        assertThat(configuration.apply("slo.yaml", """
                        apiVersion: openslo/v1
                        kind: DataSource
                        metadata: { name: %1$s }
                        spec: { type: Scrape, connectionDetails: { job: shop, url: "%2$s", interval: 5s } }
                        ---
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata: { name: %1$s }
                        spec:
                          service: shop
                          indicator:
                            metadata: { name: answers }
                            spec:
                              ratioMetric:
                                counter: true
                                bad: { metricSource: { spec: { query: 'requests_total{code="500"}' } } }
                                total: { metricSource: { spec: { query: requests_total } } }
                          timeWindow: [{ duration: 30d }]
                          objectives: [{ target: 0.99 }]
                          alertPolicies:
                            - metadata: { name: quick }
                              spec:
                                conditions:
                                  - metadata: { name: quick }
                                    spec:
                                      severity: page
                                      condition: { kind: burnrate, op: gte, threshold: 10, lookbackWindow: 12m }
                        """.formatted(slo, shop.url("/metrics"))))
                .isEmpty();
        look();
    }

    @AfterEach
    void nothingIsPromisedAnyMore() {
        shop.close();
    }

    @Test
    void anUntouchedBudgetIsWhole() {
        serve(1000, 0);

        as(Role.VIEWER)
                .when()
                .get("/api/v1/slos/" + slo)
                .then()
                .statusCode(200)
                .body("total", is(1000.0f))
                .body("budgetRemaining", is(1.0f))
                .body("policies[0].phase", is("calm"));
    }

    @Test
    void halfOfTheAllowedErrorsSpendHalfOfTheBudget() {
        serve(995, 5);

        as(Role.VIEWER).when().get("/api/v1/slos/" + slo).then().body("budgetRemaining", closeToFloat(0.5));
    }

    @Test
    void aFastBurnIsToldOnceAndSoIsItsEnd() throws SQLException {
        serve(50, 50);
        serve(50, 50);
        TestClock.advance(Duration.ofMinutes(2));
        serve(100, 0);

        assertThat(SentEvent.about(slo + "/quick"))
                .extracting(SentEvent::type)
                .containsExactly("dev.evenkeel.slo.burn.started.v1", "dev.evenkeel.slo.burn.ended.v1");
        assertThat(SentEvent.about(slo))
                .extracting(SentEvent::type)
                .containsExactly("dev.evenkeel.slo.budget.exhausted.v1");
        as(Role.VIEWER).when().get("/api/v1/slos/" + slo).then().body("budgetRemaining", lessThan(0f));
    }

    @Test
    void countersThatWereResetByARestartGoOnCounting() {
        serve(1000, 0);
        good = 0;
        bad = 0;
        serve(100, 0);

        as(Role.VIEWER).when().get("/api/v1/slos/" + slo).then().body("total", is(1100.0f));
    }

    @Test
    void aSeriesThatIsMissingFromOneLookIsNotCountedAnewWhenItIsBack() {
        serve(1000, 500);
        shop.answerOnce(Answer.text(200, "# TYPE requests_total counter\nrequests_total{code=\"200\"} 1100\n"));
        serve(100, 0);
        serve(100, 1);

        as(Role.VIEWER).when().get("/api/v1/slos/" + slo).then().body("total", is(1701.0f));
    }

    @Test
    void whatHappensWhileTheSourceIsAwayIsCountedWhenItIsBack() {
        shop.refuseConnections();
        good += 400;
        look();
        shop.acceptConnections();
        serve(100, 0);

        as(Role.VIEWER).when().get("/api/v1/slos/" + slo).then().body("total", is(500.0f));
    }

    @Test
    void anSloThatIsNotThereIsAProblemAndNotAnError() {
        as(Role.VIEWER)
                .when()
                .get("/api/v1/slos/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void theHistoryCanBeQueriedAsPrometheusQueries() {
        serve(995, 5);
        TestClock.advance(Duration.ofMinutes(5));

        as(Role.VIEWER)
                .queryParam("query", "sum(slo_events{slo=\"" + slo + "\"})")
                .when()
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200)
                .body("data.result[0].value[1]", is("1000"));
    }

    @Test
    @Timeout(30)
    void whichSeriesThereAreIsKnownWithoutALookAtTheCounts() throws SQLException {
        try (TestDatabase.Hanging _ = TestDatabase.ofRunningService().hang("count_bucket")) {
            as(Role.VIEWER)
                    .when()
                    .get("/prometheus/api/v1/label/slo/values?match[]=slo_events")
                    .then()
                    .statusCode(200)
                    .body("data", hasItem(slo));
            query("slo_events{slo=\"nobody\"}").body("data.result", hasSize(0));
        }
    }

    @Test
    void onlyTheCountsOfTheObjectivesThatAreAskedForAreRead() {
        serve(995, 5);

        assertThat(buckets(List.of(slo))).isNotEmpty();
        assertThat(buckets(List.of("nobody"))).isEmpty();
    }

    @Test
    @Timeout(30)
    void aDatabaseThatHangsDoesNotHoldUpTheStartPage() throws SQLException {
        serve(995, 5);

        try (TestDatabase.Hanging _ = TestDatabase.ofRunningService().hang("count_bucket")) {
            startPage().body(containsString("50.000 %"));
        }
    }

    @Test
    void theStartPageShowsWhatIsLeftOfEachBudget() {
        serve(995, 5);

        startPage().body(containsString("50.000 %"));
    }

    @Test
    void anIncidentIsMarkedInTheChartsOfTheObjectivesThatItConcerns() {
        serve(995, 5);
        IncidentEvents incident = IncidentEvents.about("slo", slo + "/quick", TestClock.now());
        incident.opened().statusCode(204);

        String page = startPage().extract().asString();

        assertThat(page)
                .contains("Good events, the last 24 hours", "<td>99.5000</td>", "<td>99.0000</td>")
                .containsPattern("(?s)chart-marks.{0,600}" + incident.title() + ".{0,400}not over yet");
    }

    @Test
    void anIncidentIsASeriesWhileItLasts() {
        IncidentEvents incident = IncidentEvents.about("slo", slo, TestClock.now());
        incident.opened().statusCode(204);
        TestClock.advance(Duration.ofMinutes(10));

        query("slo_incident{slo=\"" + slo + "\"}")
                .body("data.result", hasSize(1))
                .body("data.result[0].metric.incident", is(incident.id()))
                .body("data.result[0].metric.severity", is("critical"))
                .body("data.result[0].value[1]", is("1"));
        incident.resolved(2, TestClock.now()).statusCode(204);
        TestClock.advance(Duration.ofSeconds(1));

        query("slo_incident{slo=\"" + slo + "\"}").body("data.result", hasSize(0));
        query("count_over_time(slo_incident{slo=\"" + slo + "\"}[10m]) >= 10").body("data.result", hasSize(1));
    }

    private static ValidatableResponse query(String expression) {
        return as(Role.VIEWER)
                .queryParam("query", expression)
                .queryParam("time", TestClock.now().toString())
                .when()
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200);
    }

    @Test
    void budgetsAreNotForStrangers() {
        given().when().get("/api/v1/slos").then().statusCode(401);
    }

    private List<CountStore.Bucket> buckets(List<String> slos) {
        return counts.buckets(slos, TestClock.now().minus(Duration.ofHours(1)), TestClock.now())
                .await()
                .indefinitely();
    }

    /** Answers so many requests well and so many badly; then the service looks. */
    private void serve(int well, int badly) {
        good += well;
        bad += badly;
        look();
    }

    private static void look() {
        TestClock.advance(LOOK);
        Tasks.run("slo-measurement");
        Tasks.run("slo-evaluation");
    }

    private static Matcher<Float> closeToFloat(double expected) {
        return new CustomMatcher<>("close to " + expected) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof Float value && closeTo(expected, 1e-6).matches(value.doubleValue());
            }
        };
    }
}
