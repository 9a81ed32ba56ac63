package dev.evenkeel.platform.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.testing.ServiceTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With tracing on; nobody listens at the endpoint, which must not matter to requests. */
@ServiceTest
@TestProfile(TracingTest.TracingOn.class)
class TracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    public static class TracingOn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("evenkeel.telemetry.otlp-endpoint", "http://127.0.0.1:1");
        }
    }

    @BeforeEach
    void aTracedRequest() {
        given().header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .when()
                .get("/web-test/telemetry/counted/traced")
                .then()
                .statusCode(200);
    }

    @Test
    void aSlowRequestCanBeFollowedFromTheMetricToItsTrace() {
        String metrics = given().accept("application/openmetrics-text")
                .when()
                .get("/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics)
                .containsPattern(
                        "http_request_duration_seconds_bucket\\{.*counted.*\\} \\S+ # \\{.*trace_id=\"" + TRACE);
    }

    @Test
    void aRealPrometheusTakesTheMetricsAndKeepsTheExemplar(@TempDir Path folder) throws Exception {
        int port = freePort();
        Process prometheus = startPrometheus(folder, port);
        try {
            String url = "http://127.0.0.1:" + port + "/api/v1/";
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsMatching(IOException.class::isInstance)
                    .until(() -> isScraped(url));

            assertThat(get(url + "targets", "data.activeTargets[0].lastError")).isEmpty();
            assertThat(get(url + "query?query=up", "data.result[0].value[1]")).isEqualTo("1");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(exemplars(url)).contains(TRACE));
        } finally {
            prometheus.destroy();
            prometheus.waitFor();
        }
    }

    private static boolean isScraped(String url) {
        if (given().get(url + "targets").statusCode() == 503) {
            return false; // it answers before it has read its own data
        }
        String health = get(url + "targets", "data.activeTargets[0].health");
        return "up".equals(health) || "down".equals(health);
    }

    private static String exemplars(String url) {
        return given().queryParam("query", "http_request_duration_seconds_bucket")
                .queryParam("start", "2020-01-01T00:00:00Z")
                .queryParam("end", "2100-01-01T00:00:00Z")
                .get(url + "query_exemplars")
                .asString();
    }

    private static String get(String url, String path) {
        return given().get(url).then().statusCode(200).extract().path(path);
    }

    private static Process startPrometheus(Path folder, int port) throws IOException {
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs: [{job_name: bare, static_configs: [{targets: ['localhost:%d']}]}]
                """.formatted(RestAssured.port));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--enable-feature=exemplar-storage",
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
