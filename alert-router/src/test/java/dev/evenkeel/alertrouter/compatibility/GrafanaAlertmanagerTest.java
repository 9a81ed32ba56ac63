package dev.evenkeel.alertrouter.compatibility;

import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.configuration.PlainYaml;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The calls that Grafana makes for a data source of the type Alertmanager whose implementation is Prometheus. */
@ServiceTest
class GrafanaAlertmanagerTest {

    private static final Role GRAFANA = Role.RESPONDER;
    private static int counter;

    private final String name = "Drawn" + counter++;

    @BeforeEach
    void twoAlerts() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        RouterUnderTest.post("""
                [{"labels":{"alertname":"%1$s","instance":"a \\"b\\"","severity":"critical"},"annotations":{"summary":"s"}},
                 {"labels":{"alertname":"%1$s","instance":"c","severity":"warning"}}]
                """.formatted(name)).statusCode(200);
    }

    /** A 200 below {@code /alertmanager} would make it say that this is Mimir; the build info that it asks for is optional. */
    @Test
    void saveAndTestTakesUsForAnAlertmanagerOfPrometheus() {
        grafana().get("/api/v1/status/buildinfo").then().statusCode(404);
        grafana().get("/alertmanager/api/v2/status").then().statusCode(404);
        grafana().get("/api/v2/status").then().statusCode(200);
    }

    @Test
    void theStatusHasTheConfigurationThatContactPointsAreShownFrom() {
        Response status = grafana().get("/api/v2/status");

        status.then()
                .statusCode(200)
                .body("cluster.status", is("disabled"))
                .body("cluster.peers", is(empty()))
                .body("versionInfo.version", is("0.34.0"))
                .body("versionInfo.branch", startsWith("evenkeel-"))
                .body("uptime", containsString("T"));
        assertThat(PlainYaml.parse(status.jsonPath().getString("config.original")))
                .isInstanceOfSatisfying(
                        Map.class,
                        config -> assertThat(config.keySet().toString()).contains("route", "receivers"));
    }

    @Test
    void alertsAreAskedForByStateAndByWrittenMatchers() {
        grafana()
                .urlEncodingEnabled(false)
                .get("/api/v2/alerts?silenced=true&active=true&inhibited=true" + "&filter=alertname%3D%22" + name
                        + "%22&filter=severity%3D~%22crit.%2B%22")
                .then()
                .statusCode(200)
                .body("labels.instance", contains("a \"b\""))
                .body("[0].status.state", is("active"))
                .body("[0].receivers.name", contains("team"));
        grafana()
                .urlEncodingEnabled(false)
                .get("/api/v2/alerts?silenced=true&active=false&inhibited=true&filter=alertname%3D%22" + name + "%22")
                .then()
                .statusCode(200)
                .body("", empty());
        grafana()
                .urlEncodingEnabled(false)
                .get("/api/v2/alerts?filter=alertname%3D%22" + name + "%22&filter=instance%3D%22a%20%5C%22b%5C%22%22")
                .then()
                .statusCode(200)
                .body("labels.severity", contains("critical"));
    }

    @Test
    void groupsAreListedWithTheirAlerts() {
        grafana()
                .get("/api/v2/alerts/groups")
                .then()
                .statusCode(200)
                .body("labels.alertname", hasItem(name))
                .body("find { it.labels.alertname == '" + name + "' }.alerts.size()", is(2))
                .body("find { it.labels.alertname == '" + name + "' }.receiver.name", is("team"));
    }

    @Test
    void aSilenceIsMadeChangedShownAndExpired() {
        String id = silence("", "first");
        grafana()
                .get("/api/v2/silence/" + id)
                .then()
                .statusCode(200)
                .body("status.state", is("active"))
                .body("comment", is("first"))
                .body("matchers[0].isEqual", is(true));
        grafana()
                .urlEncodingEnabled(false)
                .get("/api/v2/alerts?filter=alertname%3D%22" + name + "%22")
                .then()
                .body("[0].status.silencedBy", contains(id));

        String changed = silence(id, "second");
        grafana().delete("/api/v2/silence/" + changed).then().statusCode(200);

        grafana()
                .get("/api/v2/silences")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + changed + "' }.status.state", is("expired"))
                .body("find { it.id == '" + changed + "' }.comment", is("second"));
    }

    @Test
    void receiversAreListedByName() {
        grafana().get("/api/v2/receivers").then().statusCode(200).body("name", contains("team"));
    }

    @Test
    void whoMayOnlyLookIsToldSoInTheFormThatGrafanaShows() {
        TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v2/silences")
                .then()
                .statusCode(403)
                .contentType(ContentType.JSON);
    }

    /** As Grafana posts it, with fields that have no value. */
    private String silence(String id, String comment) {
        return grafana()
                .contentType(ContentType.JSON)
                .body("""
                        {"id":"%s","comment":"%s","createdBy":"ann","startsAt":"%s","endsAt":"%s",
                         "matchers":[{"name":"alertname","value":"%s","isEqual":true,"isRegex":false}]}
                        """.formatted(
                                id, comment, TestClock.now(), TestClock.now().plusSeconds(7200), name))
                .post("/api/v2/silences")
                .then()
                .statusCode(200)
                .extract()
                .path("silenceID");
    }

    private static RequestSpecification grafana() {
        return TestKeys.as(GRAFANA).header("Accept", "application/json, text/plain, */*");
    }
}
