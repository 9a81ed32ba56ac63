package dev.evenkeel.alertrouter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.RealPrometheus;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Prometheus, to which ours is its Alertmanager. */
@ServiceTest
class PrometheusDropInTest {

    /** As often Prometheus says again what fires. It gives an alert four times as long to live. */
    private static final int RESEND_SECONDS = 5;

    private static final HttpSink TEAM = HttpSink.start();

    private final TestDatabase database = TestDatabase.ofRunningService();
    private RealPrometheus prometheus;

    @BeforeEach
    void start() {
        TEAM.reset();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1s}
                receivers:
                - name: team
                  webhook_configs: [{url: '%s'}]
                """.formatted(TEAM.url("/hook")));
        String configuration = """
                global: {evaluation_interval: 1s, external_labels: {cluster: north}}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                  - static_configs: [{targets: ['127.0.0.1:%d']}]
                    authorization: {credentials: %s}
                """.formatted(RestAssured.port, TestKeys.of(Role.INGEST));
        prometheus = RealPrometheus.start(configuration, rules(), "--rules.alert.resend-delay=" + RESEND_SECONDS + "s");
    }

    @AfterEach
    void stop() throws SQLException {
        database.comeBack();
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @AfterAll
    static void close() {
        TEAM.close();
    }

    @Test
    void anAlertIsListedWithWhatPrometheusSaysOfIt() {
        prometheus.rules(rules(firing("Listed")));

        JsonObject listed = awaitListed("Listed");

        assertThat(listed.getJsonObject("labels").getMap())
                .isEqualTo(
                        Map.of("alertname", "Listed", "severity", "critical", "instance", "db-1", "cluster", "north"));
        assertThat(listed.getJsonObject("annotations").getMap()).isEqualTo(Map.of("summary", "db-1 is at 1"));
        assertThat(listed.getString("generatorURL")).contains("/graph?g0.expr=label_replace");
        assertThat(listed.getJsonObject("status").getString("state")).isEqualTo("active");
        assertThat(start(listed)).isEqualTo(activeAt("Listed"));
    }

    @Test
    void anAlertEndsWhenItsRuleNoLongerFires() {
        prometheus.rules(rules(firing("Ending")));
        awaitListed("Ending");
        awaitTold("firing", "Ending");

        prometheus.rules(rules(quiet("Ending")));

        // much sooner than it would end by itself
        await().atMost(Duration.ofSeconds(2 * RESEND_SECONDS))
                .until(() -> list("Ending").isEmpty());
        awaitTold("resolved", "Ending");
    }

    @Test
    void whatHappensWhileTheDatabaseIsAwayIsKnownOnceItIsBack() throws SQLException {
        prometheus.rules(rules(firing("Lasting"), firing("Passing")));
        Instant start = start(awaitListed("Lasting"));
        awaitListed("Passing");
        awaitTold("firing", "Lasting");
        awaitTold("firing", "Passing");

        database.goAway();
        prometheus.rules(rules(firing("Lasting"), quiet("Passing"), firing("Beginning")));
        await().until(() -> prometheus.log().contains("503 Service Unavailable"));
        Response refused = post("[{\"labels\":{\"alertname\":\"Other\"}}]");
        database.comeBack();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        awaitListed("Beginning");
        awaitTold("firing", "Beginning");
        awaitTold("resolved", "Passing");
        assertThat(list("Passing")).isEmpty();
        assertThat(start(awaitListed("Lasting"))).isEqualTo(start);
        assertThat(told("resolved", "Lasting")).isZero();
    }

    private static Response post(String alerts) {
        return TestKeys.as(Role.INGEST)
                .contentType(ContentType.JSON)
                .body(alerts)
                .when()
                .post("/api/v2/alerts");
    }

    private static String rules(String... rules) {
        return Arrays.stream(rules)
                .collect(Collectors.joining(
                        "", "groups:\n- name: all\n  rules:" + (rules.length == 0 ? " []\n" : "\n"), ""));
    }

    private static String firing(String name) {
        return rule(name, 1);
    }

    private static String quiet(String name) {
        return rule(name, 0);
    }

    private static String rule(String name, int value) {
        return """
                  - alert: %s
                    expr: label_replace(vector(%d), "instance", "db-1", "", "") > 0
                    labels: {severity: critical}
                    annotations: {summary: '{{ $labels.instance }} is at {{ $value }}'}
                """.formatted(name, value);
    }

    private static JsonObject awaitListed(String name) {
        await().until(() -> !list(name).isEmpty());
        return list(name).getFirst();
    }

    private static List<JsonObject> list(String name) {
        Response answer = TestKeys.as(Role.VIEWER)
                .queryParam("filter", "alertname=" + name)
                .when()
                .get("/api/v2/alerts");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return new JsonArray(answer.asString())
                .stream().map(JsonObject.class::cast).toList();
    }

    private static void awaitTold(String status, String name) {
        await().until(() -> {
            RouterUnderTest.flush();
            return told(status, name) > 0;
        });
    }

    private static long told(String status, String name) {
        return TEAM.requests().stream()
                .map(request -> new JsonObject(request.body()))
                .filter(told -> told.getString("status").equals(status))
                .filter(told ->
                        told.getJsonObject("groupLabels").getString("alertname").equals(name))
                .count();
    }

    private static Instant start(JsonObject alert) {
        return Instant.parse(alert.getString("startsAt"));
    }

    /** When Prometheus says that it began, as exactly as an Alertmanager shows it. */
    private Instant activeAt(String name) {
        JsonArray alerts = new JsonObject(prometheus.get("/api/v1/alerts"))
                .getJsonObject("data")
                .getJsonArray("alerts");
        return alerts.stream()
                .map(JsonObject.class::cast)
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals(name))
                .map(alert -> Instant.parse(alert.getString("activeAt")).truncatedTo(ChronoUnit.MILLIS))
                .findFirst()
                .orElseThrow();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(4 * RESEND_SECONDS)).pollInterval(Duration.ofMillis(100));
    }
}
