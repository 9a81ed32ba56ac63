package dev.evenkeel.platform.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class MetricsTest {

    private static String metrics() {
        return given().when().get("/metrics").then().statusCode(200).extract().asString();
    }

    private static double value(String metrics, String series) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(metrics);
        assertThat(line.find()).as("%s in%n%s", series, metrics).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void aRequestIsTimedByTheTemplateOfItsRoute() {
        given().when().get("/web-test/telemetry/counted/a").then().statusCode(200);
        given().when().get("/web-test/telemetry/counted/b").then().statusCode(200);

        String metrics = metrics();

        String labels = "method=\"GET\",route=\"/web-test/telemetry/counted/{kind}\",status=\"200\"";
        assertThat(value(metrics, "http_request_duration_seconds_count{" + labels + "}"))
                .isGreaterThanOrEqualTo(2);
        assertThat(metrics).contains("http_request_duration_seconds_bucket{" + labels + ",le=\"0.05\"}");
    }

    @Test
    void theTemplateIsNotLookedForBeforeTheResourceIs() {
        given().when()
                .get("/web-test/telemetry/counted/a")
                .then()
                .statusCode(200)
                .header("Template-Known-Before", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ek_stale", "Bearer not.a.token"})
    void aRequestThatIsRefusedIsCountedByTheTemplateOfItsRoute(String authorization) {
        given().header("Authorization", authorization)
                .when()
                .get("/test/viewer")
                .then()
                .statusCode(401);

        assertThat(metrics()).contains("route=\"/test/viewer\",status=\"401\"");
    }

    @Test
    void aRequestOfAForeignPageIsCountedByTheTemplateOfItsRoute() {
        given().header("Origin", "https://elsewhere.example")
                .when()
                .post("/web-test/text")
                .then()
                .statusCode(403);

        assertThat(metrics()).contains("route=\"/web-test/text\",status=\"403\"");
    }

    @Test
    void aRequestThatMatchesNothingDoesNotMakeALabel() {
        given().when().get("/nothing").then().statusCode(404);
        given().when().request("BREW", "/nothing").then().statusCode(404);

        String metrics = metrics();

        assertThat(metrics)
                .contains("http_request_duration_seconds_count{method=\"GET\",route=\"unmatched\",status=\"404\"}")
                .contains("method=\"other\",route=\"unmatched\"")
                .doesNotContain("/nothing")
                .doesNotContain("BREW");
    }

    @Test
    void aRequestThatIsTurnedAwayIsCountedToo() {
        given().when().get("/" + "a".repeat(9_000)).then().statusCode(414);

        assertThat(metrics()).contains("route=\"unmatched\",status=\"414\"");
    }

    @Test
    void theScrapeItselfIsTheOneRequestInProgress() {
        assertThat(value(metrics(), "http_requests_in_progress")).isEqualTo(1);
    }

    @Test
    void metersOfMicroProfileAreExposedWithTheOthers() {
        given().when().get("/web-test/telemetry/counted/c").then().statusCode(200);

        String metrics = metrics();

        assertThat(value(metrics, "evenkeel_test_things_total{kind=\"c\"}")).isGreaterThanOrEqualTo(1);
        assertThat(metrics)
                .contains("evenkeel_test_work_seconds_bucket{le=\"0.005\"}")
                .doesNotContain("mp_scope");
    }

    @Test
    void theDatabaseIsTimedByOperationAndItsPoolIsShown() {
        given().when().get("/web-test/telemetry/counted/d").then().statusCode(200);
        given().when().get("/web-test/failures/statement").then().statusCode(400);

        String metrics = metrics();

        assertThat(metrics)
                .containsPattern(
                        "db_statement_duration_seconds_count\\{operation=\"select pg_tables\",outcome=\"success\"\\} [1-9]")
                .containsPattern(
                        "db_statement_duration_seconds_count\\{operation=\"select\",outcome=\"failure\"\\} [1-9]")
                .containsPattern("db_pool_size\\{pool=\".*\"\\} [1-9]")
                .containsPattern("db_pool_used\\{pool=\".*\"\\} \\d")
                .containsPattern("db_pool_pending\\{pool=\".*\"\\} 0\\.0");
    }

    @Test
    void buildProcessAndJvmAreThere() {
        assertThat(metrics())
                .containsPattern("(?m)^evenkeel_build_info\\{.*service=\"bare-service\".*\\} 1\\.0$")
                .containsPattern("(?m)^process_cpu_seconds_total \\d")
                .containsPattern("(?m)^process_start_time_seconds 1\\.\\d+E9$")
                .containsPattern("(?m)^process_resident_memory_bytes [1-9]")
                .containsPattern("(?m)^process_open_fds [1-9]")
                .containsPattern("(?m)^process_heap_used_bytes [1-9]")
                .containsPattern("(?m)^process_heap_limit_bytes [1-9]")
                .containsPattern("(?m)^jvm_memory_used_bytes\\{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/q/metrics"})
    void aPrometheusThatTakesBothFormatsGetsOpenMetrics(String path) {
        String metrics = given().header(
                        "Accept",
                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/openmetrics-text; version=1.0.0; charset=utf-8")
                .extract()
                .asString();

        assertThat(metrics).endsWith("# EOF\n");
    }

    @Test
    void promtoolFindsNothingWrong() throws IOException, InterruptedException {
        given().when().get("/web-test/telemetry/counted/e").then().statusCode(200);
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(metrics().getBytes(StandardCharsets.UTF_8));
        }

        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isNotEqualTo(1);
        assertThat(said.lines().filter(MetricsTest::isOurs)).isEmpty();
    }

    private static boolean isOurs(String complaint) {
        return complaint.startsWith("http_") || complaint.startsWith("db_") || complaint.startsWith("evenkeel_");
    }
}
