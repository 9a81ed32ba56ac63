package dev.evenkeel.alertrouter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** What is silenced, inhibited and muted at a real Alertmanager is so at ours. */
@ServiceTest
class SuppressionDropInTest extends SideBySide {

    private static final String CONFIGURATION = """
            route:
              receiver: team
              group_by: [alertname]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1h
              routes:
              - matchers: [when="muted"]
                mute_time_intervals: [always]
                group_by: [when]
              - matchers: [when="inactive"]
                active_time_intervals: [past]
                group_by: [when]
              - matchers: [when="active"]
                active_time_intervals: [past, always]
                group_by: [when]
            receivers:
            - name: team
              webhook_configs: [{url: '%s'}]
            inhibit_rules:
            - source_match: {severity: critical}
              target_match_re: {severity: 'warning|critical'}
              equal: [cluster, nothing]
            mute_time_intervals:
            - name: always
              time_intervals: [{days_of_month: ['1:-1'], times: [{start_time: '00:00', end_time: '24:00'}]}]
            time_intervals:
            - name: past
              time_intervals: [{years: ['2001:2002'], location: Europe/Berlin}]
            """;

    SuppressionDropInTest() {
        super(CONFIGURATION);
    }

    @Test
    void theSameIsLeftOutAndShownAsSuppressed() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String silence = """
                {"matchers":[{"name":"instance","value":"silenced.*","isRegex":true}],"startsAt":"%s","endsAt":"%s",
                 "createdBy":"me","comment":"c"}""".formatted(now, now.plusSeconds(600));
        routers.postToBoth(Role.RESPONDER, "/api/v2/silences", silence);
        String alerts = "["
                + String.join(
                        ",",
                        List.of(
                                alert("source", "critical", "c1", "", now),
                                alert("target", "warning", "c1", "", now),
                                alert("other", "warning", "c2", "", now),
                                alert("silenced1", "info", "c3", "", now),
                                alert("silenced2", "warning", "c1", "", now),
                                alert("m", "info", "c3", "muted", now),
                                alert("i", "info", "c3", "inactive", now),
                                alert("a", "info", "c3", "active", now)))
                + "]";
        routers.postToBoth(Role.INGEST, "/api/v2/alerts", alerts);

        routers.awaitTold(2, "LeftOut");

        assertThat(told(routers.toldByOurs())).containsExactlyInAnyOrderElementsOf(told(routers.toldByTheirs()));
        for (String flags : List.of("", "&silenced=false", "&inhibited=false", "&active=false")) {
            String path = "/api/v2/alerts?filter=alertname%3DLeftOut" + flags;
            assertThat(states(TestKeys.as(Role.VIEWER)
                            .urlEncodingEnabled(false)
                            .get(path)
                            .asString()))
                    .as(path)
                    .isEqualTo(states(routers.theirs().get(path).body()));
        }
    }

    @Test
    void amtoolUnderstandsTheConfigurationThatIsShown() {
        Amtool amtool = Amtool.as(Role.VIEWER);

        assertThat(amtool.run("config", "show")).contains("inhibit_rules", "time_intervals", "Europe/Berlin");
        assertThat(amtool.run("config", "routes")).contains("when=\"muted\"");
    }

    /** The instances in each notification, which is all that may differ here. */
    private static List<List<String>> told(List<HttpSink.Request> requests) {
        return requests.stream()
                .map(request -> new JsonObject(request.body()))
                .map(told -> told.getJsonArray("alerts").stream()
                        .map(alert ->
                                ((JsonObject) alert).getJsonObject("labels").getString("instance"))
                        .toList())
                .toList();
    }

    private static List<String> states(String json) {
        return new JsonArray(json)
                .stream()
                        .map(JsonObject.class::cast)
                        .map(alert -> alert.getJsonObject("labels").getString("instance") + " "
                                + alert.getJsonObject("status").getString("state") + " "
                                + alert.getJsonObject("status")
                                        .getJsonArray("silencedBy")
                                        .size() + " "
                                + alert.getJsonObject("status").getJsonArray("inhibitedBy"))
                        .toList();
    }

    private static String alert(String instance, String severity, String cluster, String when, Instant now) {
        return "{\"labels\":{\"alertname\":\"LeftOut\",\"instance\":\"%s\",\"severity\":\"%s\",\"cluster\":\"%s\",\"when\":\"%s\"},\"startsAt\":\"%s\"}"
                .formatted(instance, severity, cluster, when, now);
    }
}
