package dev.evenkeel.alertrouter;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** When a real Alertmanager speaks, repeats itself and falls silent, so does ours. */
@ServiceTest
class TimingDropInTest {

    private static final String CONFIGURATION = """
            global: {resolve_timeout: TIMEOUT}
            route:
              receiver: team
              group_by: [alertname]
              group_wait: 0s
              group_interval: 1s
              repeat_interval: REPEAT
              routes: [ROUTES]
            receivers:
            - name: team
              webhook_configs: [{url: '%1$s/team'}]
            - name: pager
              webhook_configs: [{url: '%1$s/pager'}]
            """;

    @Test
    void whatGoesOnFiringIsToldAgainAfterRepeatInterval() {
        try (TwoRouters routers = TwoRouters.start(configuration("1h", "2s", ""))) {
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert("Repeated", "critical", now(), null, "a"));

            routers.awaitTold(3, "Repeated");

            List<HttpSink.Request> theirs = about("Repeated", routers.toldByTheirs(), 3);
            List<HttpSink.Request> ours = about("Repeated", routers.toldByOurs(), 3);
            assertThat(words(ours)).isEqualTo(words(theirs));
            // not at every turn of the group, which comes once in a second
            assertThat(gaps(theirs)).allMatch(gap -> gap.toMillis() >= 1950);
            assertThat(gaps(ours)).allMatch(gap -> gap.toMillis() >= 1950);
        }
    }

    @Test
    void whatIsReportedNoMoreEndsAfterResolveTimeout() {
        try (TwoRouters routers = TwoRouters.start(configuration("3s", "1h", ""))) {
            Instant start = now();
            String alert = alert("Forgotten", "critical", start, null, "a");
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert);
            Awaitility.await().until(() -> now().isAfter(start.plusMillis(1500)));
            Instant last = now();
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert);

            routers.awaitTold(2, "Forgotten");

            List<HttpSink.Request> theirs = about("Forgotten", routers.toldByTheirs(), 3);
            List<HttpSink.Request> ours = about("Forgotten", routers.toldByOurs(), 3);
            Instant end = last.plusSeconds(3);
            assertThat(endOf(theirs.getLast()))
                    .isCloseTo(end, within(2, ChronoUnit.SECONDS))
                    .isAfterOrEqualTo(end);
            assertThat(endOf(ours.getLast()))
                    .isCloseTo(end, within(2, ChronoUnit.SECONDS))
                    .isAfterOrEqualTo(end);
            assertThat(words(ours)).isEqualTo(words(theirs));
        }
    }

    /** Two reports of one alert: start and end of each in minutes from now, null for none. */
    private record Reports(Integer start, Integer end, Integer laterStart, Integer laterEnd) {

        String first(String name) {
            return report(name, start, end, "first");
        }

        String second(String name) {
            return report(name, laterStart, laterEnd, "second");
        }

        private static String report(String name, Integer start, Integer end, String summary) {
            return alert(name, "critical", inMinutes(start), inMinutes(end), summary);
        }

        private static Instant inMinutes(Integer minutes) {
            return minutes == null ? null : now().plus(minutes, ChronoUnit.MINUTES);
        }
    }

    @Test
    void twoReportsOfOneAlertBecomeTheSame() {
        List<Reports> cases = List.of(
                new Reports(-60, 60, -30, 30),
                new Reports(-60, 30, -30, 60),
                new Reports(-30, 60, -60, 30),
                new Reports(-30, 30, -60, 60),
                new Reports(-60, -30, -10, 30),
                new Reports(-60, -10, -30, 30),
                new Reports(-60, null, -30, 30),
                new Reports(-60, 90, -30, null),
                new Reports(-60, 30, -30, null),
                new Reports(-30, null, null, null),
                new Reports(null, null, -30, null),
                new Reports(-60, 60, -30, -10),
                new Reports(-60, -10, -50, -20),
                new Reports(-60, null, -30, null),
                new Reports(-60, null, -60, -10));
        try (TwoRouters routers = TwoRouters.start(configuration("1h", "1h", ""))) {
            for (int i = 0; i < cases.size(); i++) {
                routers.postToBoth(Role.INGEST, "/api/v2/alerts", cases.get(i).first("Merged" + i));
                routers.postToBoth(Role.INGEST, "/api/v2/alerts", cases.get(i).second("Merged" + i));
            }
            String path = "/api/v2/alerts?filter=alertname%3D~%22Merged.*%22";

            Map<String, JsonObject> theirs = byName(routers.theirs().get(path).body());
            Map<String, JsonObject> ours = byName(TestKeys.as(Role.VIEWER)
                    .urlEncodingEnabled(false)
                    .when()
                    .get(path)
                    .asString());

            assertThat(ours.keySet()).isEqualTo(theirs.keySet());
            var softly = new SoftAssertions();
            theirs.forEach((name, expected) -> {
                softly.assertThat(ours.get(name).getJsonObject("annotations"))
                        .as(name)
                        .isEqualTo(expected.getJsonObject("annotations"));
                for (String time : List.of("startsAt", "endsAt")) {
                    softly.assertThat(Instant.parse(ours.get(name).getString(time)))
                            .as(name + " " + time)
                            .isCloseTo(Instant.parse(expected.getString(time)), within(20, ChronoUnit.SECONDS));
                }
            });
            softly.assertAll();
        }
    }

    @Test
    void afterAReloadWhoIsNewIsToldAndNobodyTwice() {
        try (TwoRouters routers = TwoRouters.start(configuration("1h", "1h", ""))) {
            Instant start = now();
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert("Moving", "critical", start, null, "a"));
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert("Staying", "warning", start, null, "a"));
            routers.awaitTold(1, "Moving");
            routers.awaitTold(1, "Staying");

            routers.reload(configuration("1h", "1h", "{receiver: pager, matchers: [severity=critical]}"));
            routers.awaitTold(2, "Moving");
            Instant end = now();
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert("Moving", "critical", start, end, "a"));
            routers.postToBoth(Role.INGEST, "/api/v2/alerts", alert("Staying", "warning", start, end, "a"));
            routers.awaitTold(3, "Moving");
            routers.awaitTold(2, "Staying");

            for (String name : List.of("Moving", "Staying")) {
                List<JsonObject> theirs = words(about(name, routers.toldByTheirs(), 10));
                assertThat(words(about(name, routers.toldByOurs(), 10))).isEqualTo(theirs);
                assertThat(theirs).hasSize(name.equals("Moving") ? 3 : 2);
            }
        }
    }

    private static String configuration(String resolveTimeout, String repeatInterval, String routes) {
        return CONFIGURATION
                .replace("TIMEOUT", resolveTimeout)
                .replace("REPEAT", repeatInterval)
                .replace("ROUTES", routes);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String alert(String name, String severity, Instant start, Instant end, String summary) {
        return """
                [{"labels":{"alertname":"%s","severity":"%s"},"annotations":{"summary":"%s"}%s%s}]
                """.formatted(
                        name,
                        severity,
                        summary,
                        start == null ? "" : ",\"startsAt\":\"" + start + "\"",
                        end == null ? "" : ",\"endsAt\":\"" + end + "\"");
    }

    private static List<HttpSink.Request> about(String name, List<HttpSink.Request> requests, int atMost) {
        return requests.stream()
                .filter(request -> request.body().contains(name))
                .limit(atMost)
                .toList();
    }

    /** What was said where, but for the addresses of the two, what only one of them knows, and when a timeout was. */
    private static List<JsonObject> words(List<HttpSink.Request> requests) {
        return requests.stream()
                .map(request -> {
                    var said = new JsonObject(request.body()).put("path", request.path());
                    Stream.of("notification_reason", "routeLabels", "externalURL")
                            .forEach(said::remove);
                    alerts(said)
                            .filter(alert -> said.getString("status").equals("resolved"))
                            .forEach(alert -> alert.remove("endsAt"));
                    return said;
                })
                .toList();
    }

    private static Stream<JsonObject> alerts(JsonObject said) {
        return said.getJsonArray("alerts").stream().map(JsonObject.class::cast);
    }

    private static Instant endOf(HttpSink.Request told) {
        return alerts(new JsonObject(told.body()))
                .map(alert -> Instant.parse(alert.getString("endsAt")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Duration> gaps(List<HttpSink.Request> requests) {
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < requests.size(); i++) {
            gaps.add(Duration.between(
                    requests.get(i - 1).arrivedAt(), requests.get(i).arrivedAt()));
        }
        return gaps;
    }

    private static Map<String, JsonObject> byName(String alerts) {
        var named = new TreeMap<String, JsonObject>();
        new JsonArray(alerts)
                .stream()
                        .map(JsonObject.class::cast)
                        .forEach(
                                alert -> named.put(alert.getJsonObject("labels").getString("alertname"), alert));
        return named;
    }
}
