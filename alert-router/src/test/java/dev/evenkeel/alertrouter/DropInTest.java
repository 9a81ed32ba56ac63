package dev.evenkeel.alertrouter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** The same to a real Alertmanager and to ours: the same comes back, and the same is told. */
@ServiceTest
class DropInTest extends SideBySide {

    private static final String CONFIGURATION = """
            route:
              receiver: everything
              group_by: [alertname]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1h
              routes:
              - matchers: [ 'severity=~"critical|page"', team!="nobody" ]
                receiver: pager
                continue: true
                group_by: ['...']
              - match: {severity: critical}
                match_re: {team: "a|b"}
                receiver: team
                group_by: [alertname, 'job']
            receivers:
            - name: everything
              webhook_configs: [{url: '%1$s/everything'}]
            - name: pager
              webhook_configs: [{url: '%1$s/pager', send_resolved: false}]
            - name: team
              webhook_configs: [{url: '%1$s/team', max_alerts: 2}]
            """;

    /** In the summary of the alerts of the one test that listens. */
    private static final String TOLD = " on ";

    DropInTest() {
        super(CONFIGURATION);
    }

    @Test
    void theSameAlertsAreToldToTheSameReceiversInTheSameWords() {
        // not in the past: Alertmanager would tell of a group at once, with as many of its alerts as it has by then
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        routers.postToBoth(
                Role.INGEST,
                "/api/v2/alerts",
                alerts(
                        alert("Disk \\\"full\\\"", "critical", "a", "node", "1", start, null),
                        alert("Disk \\\"full\\\"", "critical", "a", "node", "2", start, null),
                        alert("Disk \\\"full\\\"", "critical", "b", "app", "3", start, null),
                        alert("Slow", "warning", "ü/ß", "node", "4", start, null)));
        routers.awaitTold(6, TOLD);

        Instant end = Instant.now().minusMillis(5).truncatedTo(ChronoUnit.MICROS);
        routers.postToBoth(
                Role.INGEST,
                "/api/v2/alerts",
                alerts(
                        alert("Disk \\\"full\\\"", "critical", "a", "node", "1", start, end),
                        alert("Disk \\\"full\\\"", "critical", "a", "node", "2", start, end),
                        alert("Disk \\\"full\\\"", "critical", "b", "app", "3", start, end),
                        alert("Slow", "warning", "ü/ß", "node", "4", start, end)));
        routers.awaitTold(9, TOLD);

        assertThat(told(routers.toldByOurs())).containsExactlyInAnyOrderElementsOf(told(routers.toldByTheirs()));
    }

    @Test
    void theSameAlertsAndGroupsAreShown() {
        Instant start = Instant.now().plusSeconds(3600);
        routers.postToBoth(
                Role.INGEST,
                "/api/v2/alerts",
                alerts(
                        alert("Shown", "critical", "a", "node", "1", start, start.plusSeconds(60)),
                        alert("Shown", "critical", "b", "app", "2", start, start.plusSeconds(60)),
                        alert("Shown", "info", "b", "app", "3", start, start.plusSeconds(60))));
        for (String path : List.of(
                "/api/v2/alerts?filter=alertname%3DShown",
                "/api/v2/alerts?filter=alertname%3DShown&filter=severity%3D~%22crit.*%22",
                "/api/v2/alerts?filter=alertname%3DShown&receiver=team",
                "/api/v2/alerts?filter=alertname%3DShown&active=false",
                "/api/v2/alerts?filter=alertname%3DShown&filter=nothing%3D%22%22",
                "/api/v2/alerts?filter=alertname%3DShown&filter=team!%3D%22%22",
                "/api/v2/alerts/groups?filter=alertname%3DShown",
                "/api/v2/alerts/groups?filter=alertname%3DShown&receiver=pager%7Cteam")) {
            Response ours = get(path);

            assertThat(ours.statusCode()).as(path).isEqualTo(200);
            assertThat(shown(ours.asString()))
                    .as(path)
                    .isEqualTo(shown(routers.theirs().get(path).body()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"labels\":{}}]",
                "[{\"labels\":{\"a\":\"\"}}]",
                "[{\"labels\":{}},{\"labels\":{\"a\":\"b\"}},{\"labels\":{\"a\":\"\"}}]",
                "[{}]",
                "[{\"labels\":{\"alertname\":\"x\"}},{}]",
                "{",
                "{}",
                "\"text\"",
                "",
                "[]",
                "null",
                "[{\"labels\":{\"a\":1}}]",
                "[{\"labels\":{\"a\":null}}]",
                "[{\"labels\":null}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"nope\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2024-01-01\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":12}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"+300000-01-01T00:00:00Z\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-02-30T00:00:00+02:00\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"endsAt\":\"2026-02-28T24:00:00+02:00\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2024-01-01T00:00:00+02:00\",\"endsAt\":\"2023-01-01T00:00:00Z\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"generatorURL\":\"::\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"generatorURL\":\"not a url\"}]"
            })
    void badInputIsAnsweredAlike(String body) {
        RealAlertmanager.Answer expected = routers.theirs().post("/api/v2/alerts", body);

        Response ours = post(body);

        assertThat(ours.statusCode()).isEqualTo(expected.status());
        assertThat(ours.asString().strip())
                .isEqualTo(RealAlertmanager.inNewWords(expected.body()).strip());
    }

    @Test
    void eachOfSeveralBadAlertsHasALineAsIn034() {
        Response answer = post("""
                [{"labels": {}}, {"labels": {"alertname": "Fine"}},
                 {"labels": {"alertname": "Late"}, "startsAt": "2024-01-01T00:00:00Z", "endsAt": "2023-01-01T00:00:00Z"}]
                """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .isEqualTo("\"at least one label pair required\\nstart time must be before end time\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/alerts?filter=a",
                "/api/v2/alerts?filter=a%3D~%22(%22",
                "/api/v2/alerts?receiver=(",
                "/api/v2/alerts/groups?filter=zz",
                "/api/v2/alerts/groups?receiver=("
            })
    void badQuestionsAreAnsweredAlike(String path) {
        RealAlertmanager.Answer expected = routers.theirs().get(path);

        Response ours = get(path);

        assertThat(ours.statusCode()).isEqualTo(expected.status());
        assertThat(ours.asString().strip()).isEqualTo(expected.body().strip());
        assertThat(ours.contentType()).startsWith("application/json");
    }

    @Test
    void labelsMayHaveAnyNameAsSince027() {
        assertThat(post("[{\"labels\":{\"alertname\":\"Utf8\",\"dienst-name\":\"zahlen\",\"größe in €\":\"5\"}}]")
                        .statusCode())
                .isEqualTo(200);

        assertThat(new JsonArray(get("/api/v2/alerts?filter=%22gr%C3%B6%C3%9Fe%20in%20%E2%82%AC%22%3D5")
                        .asString()))
                .hasSize(1);
        assertThat(new JsonArray(
                        get("/api/v2/alerts?filter=dienst-name%3D~%22z.*%22").asString()))
                .hasSize(1);
    }

    @Test
    void amtoolAddsAndFindsAlerts() {
        Amtool.as(Role.INGEST).run("alert", "add", "FromAmtool", "severity=info", "--annotation=summary=hello");

        assertThat(Amtool.as(Role.VIEWER).run("alert", "query", "alertname=FromAmtool", "-o", "json"))
                .contains("\"FromAmtool\"")
                .contains("\"hello\"");
    }

    @Test
    void amtoolUnderstandsTheConfigurationThatIsShown() {
        assertThat(Amtool.as(Role.VIEWER).run("config", "routes", "test", "severity=critical", "team=a"))
                .contains("pager,team");
    }

    private static Response post(String body) {
        return TestKeys.as(Role.INGEST)
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/api/v2/alerts");
    }

    private static Response get(String path) {
        return TestKeys.as(Role.VIEWER).urlEncodingEnabled(false).when().get(path);
    }

    /**
     * What was told about the alerts of the one test that listens, without what only newer versions of Alertmanager say
     * and without its own address.
     */
    private static List<JsonObject> told(List<HttpSink.Request> requests) {
        return requests.stream()
                .filter(request -> request.body().contains(TOLD))
                .map(request -> {
                    JsonObject told = new JsonObject(request.body());
                    told.remove("notification_reason");
                    told.remove("routeLabels");
                    told.remove("externalURL");
                    return told.put("path", request.path());
                })
                .toList();
    }

    /** Without what only newer versions of Alertmanager say, and without the moment of the report. */
    private static JsonArray shown(String json) {
        var shown = new JsonArray(json);
        for (int i = 0; i < shown.size(); i++) {
            JsonObject each = shown.getJsonObject(i);
            each.remove("routeLabels");
            for (Object alert : each.getJsonArray("alerts", JsonArray.of(each))) {
                ((JsonObject) alert).remove("updatedAt");
                ((JsonObject) alert).getJsonObject("status").remove("mutedBy");
            }
        }
        return shown;
    }

    private static String alerts(String... alerts) {
        return "[" + String.join(",", alerts) + "]";
    }

    private static String alert(
            String name, String severity, String team, String job, String instance, Instant start, Instant end) {
        return """
                {"labels":{"alertname":"%s","severity":"%s","team":"%s","job":"%s","instance":"%s"},
                 "annotations":{"summary":"%s on %s"},"generatorURL":"http://prometheus.example/graph?g0.expr=up%%3D%%3D0",
                 "startsAt":"%s"%s}
                """.formatted(
                        name,
                        severity,
                        team,
                        job,
                        instance,
                        name,
                        instance,
                        start,
                        end == null ? "" : ",\"endsAt\":\"" + end + "\"");
    }
}
