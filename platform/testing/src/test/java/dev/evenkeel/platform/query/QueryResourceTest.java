package dev.evenkeel.platform.query;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@ServiceTest
class QueryResourceTest {

    private static final String API = "/prometheus/api/v1/";
    private static final long NOW = DisksSource.NOW.getEpochSecond();

    @Test
    void whatGrafanaSendsToTestAConnectionIsAnswered() {
        String answer = viewer().formParam("query", "1+1")
                .formParam("time", "1767614400.5")
                .post(API + "query")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();

        assertThat(answer)
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\","
                        + "\"result\":[1767614400.500,\"2\"]}}");
    }

    @Test
    void anInstantVectorHasItsSamplesAsPrometheusWritesThem() {
        String answer = viewer().queryParam("query", "disk_used_bytes{disk=\"b\"}")
                .queryParam("time", NOW)
                .get(API + "query")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer)
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"
                        + "{\"__name__\":\"disk_used_bytes\",\"disk\":\"b\"},\"value\":[" + NOW
                        + ",\"2e+21\"]}]}}");
    }

    @Test
    void aQueryWithoutATimeIsAnsweredForNow() {
        TestClock.set(DisksSource.NOW);

        viewer().queryParam("query", "sum(disk_used_bytes{disk=\"a\"})")
                .get(API + "query")
                .then()
                .statusCode(200)
                .body("data.result[0].value[1]", is("1"));
    }

    @Test
    void aSeriesThatTwoSourcesHaveIsAnsweredOnce() {
        viewer().queryParam("query", "disk_used_bytes{disk=\"a\"}")
                .queryParam("start", NOW - 60)
                .queryParam("end", NOW + 3600)
                .queryParam("step", 1220)
                .get(API + "query_range")
                .then()
                .statusCode(200)
                .body("data.resultType", is("matrix"))
                .body("data.result.size()", is(1))
                .body("data.result[0].values.collect { it[1] }", contains("0.5", "7"));
    }

    @Test
    void aRangeMayLieInTheFuture() {
        viewer().formParam("query", "forecast")
                .formParam("start", NOW)
                .formParam("end", NOW + 120)
                .formParam("step", "1m")
                .post(API + "query_range")
                .then()
                .statusCode(200)
                .body("data.result[0].values.collect { it[0] }", contains((int) NOW + 60, (int) NOW + 120));
    }

    @Test
    void labelsAndTheirValuesAreListed() {
        viewer().get(API + "labels").then().statusCode(200).body("data", contains("__name__", "disk"));
        viewer().formParam("match[]", "forecast")
                .post(API + "labels")
                .then()
                .statusCode(200)
                .body("data", contains("__name__"));
        viewer().get(API + "label/disk/values").then().statusCode(200).body("data", contains("a", "b"));
        viewer().queryParam("match[]", "{__name__=~\"fore.*\"}")
                .get(API + "label/__name__/values")
                .then()
                .statusCode(200)
                .body("data", contains("forecast"));
        viewer().queryParam("limit", 1)
                .get(API + "label/disk/values")
                .then()
                .statusCode(200)
                .body("data", contains("a"));
    }

    @Test
    void seriesAreListedOnce() {
        viewer().queryParam("match[]", "disk_used_bytes", "{disk=\"a\"}")
                .get(API + "series")
                .then()
                .statusCode(200)
                .body("data.disk", contains("a", "b"));
    }

    @Test
    void metricsAreDescribed() {
        viewer().get(API + "metadata")
                .then()
                .statusCode(200)
                .body("data.disk_used_bytes[0].type", is("gauge"))
                .body("data.disk_used_bytes[0].unit", is("bytes"));
        viewer().queryParam("metric", "other")
                .get(API + "metadata")
                .then()
                .statusCode(200)
                .body("data.size()", is(0));
    }

    @Test
    void rulesAndAlertsOfAServiceAreShown() {
        viewer().get(API + "rules")
                .then()
                .statusCode(200)
                .body("data.groups[0].rules[0].state", is("firing"))
                .body("data.groups[0].rules[0].duration", is(300.0f));
        viewer().get(API + "alerts")
                .then()
                .statusCode(200)
                .body("data.alerts[0].labels.alertname", is("DiskFull"))
                .body("data.alerts[0].value", is("0.95"));
    }

    @Test
    void whatIsNotKeptIsSaidToBeNone() {
        viewer().get(API + "query_exemplars").then().statusCode(200).body("data", empty());
        viewer().formParam("query", "x")
                .post(API + "query_exemplars")
                .then()
                .statusCode(200)
                .body("data", empty());
        viewer().get(API + "status/flags").then().statusCode(404);
        viewer().get(API + "status/buildinfo")
                .then()
                .statusCode(200)
                .body("data.version", is("2.42.0"))
                .body("data", not(hasKey("features")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    query?query=                        | 400 | bad_data  | no expression found
                    query                               | 400 | bad_data  | no expression found
                    query?query=sum(                    | 400 | bad_data  | invalid parameter "query": 1:5: parse error
                    query?query=1&time=yesterday        | 400 | bad_data  | invalid parameter "time"
                    query?query=1&timeout=soon          | 400 | bad_data  | invalid parameter "timeout"
                    query?query=hour()                  | 422 | execution | function hour()
                    query?query=far_too_many            | 422 | execution | more than 20000 series
                    query?query=never_answers&timeout=50ms | 503 | timeout | timed out
                    query_range?query=1                 | 400 | bad_data  | invalid parameter "start"
                    query_range?query=1&start=0&end=1&step=0 | 400 | bad_data | invalid parameter "step"
                    query_range?query=1&start=0&end=9e9&step=1 | 400 | bad_data | exceeded maximum resolution of 11,000 points
                    query_range?query=x[5m]&start=0&end=9&step=1 | 400 | bad_data | must be Scalar or instant Vector
                    label/a-b/values                    | 400 | bad_data  | invalid label name
                    series                              | 400 | bad_data  | no match[] parameter provided
                    series?match[]=x+y                  | 400 | bad_data  | invalid parameter "match[]"
                    labels?limit=-1                     | 400 | bad_data  | limit must be a number
                    metadata?limit=many                 | 400 | bad_data  | limit must be a number
                    """)
    void anErrorHasTheFormOfPrometheus(String path, int status, String type, String message) {
        ValidatableResponse answer = viewer().get(API + path).then();

        answer.statusCode(status)
                .body("status", is("error"))
                .body("errorType", is(type))
                .body("error", containsString(message));
    }

    @Test
    void aSelectorThatSelectsEverythingIsRefused() {
        viewer().queryParam("match[]", "{}")
                .get(API + "series")
                .then()
                .statusCode(400)
                .body("error", containsString("non-empty matcher"));
    }

    @Test
    void aQueryOfExcessiveLengthIsRefused() {
        viewer().formParam("query", "1+".repeat(9_000) + "1")
                .post(API + "query")
                .then()
                .statusCode(400)
                .body("error", containsString("at most 16384 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query?query=1", "query_range", "labels", "rules", "status/buildinfo"})
    void strangersAreRefused(String path) {
        given().get(API + path).then().statusCode(401);
        TestKeys.as(Role.INGEST).get(API + path).then().statusCode(403);
    }

    private static RequestSpecification viewer() {
        return TestKeys.as(Role.VIEWER);
    }
}
