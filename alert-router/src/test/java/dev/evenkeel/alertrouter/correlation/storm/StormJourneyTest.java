package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@ServiceTest
class StormJourneyTest {

    private static final HttpSink SINK = HttpSink.start();
    private static int counter;

    private final String name = "Stormy" + (char) ('A' + counter++);

    @BeforeEach
    void standStill() {
        SINK.reset();
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname, instance]
                  group_wait: 0s
                  group_interval: 1m
                  repeat_interval: 12h
                receivers:
                - name: team
                  webhook_configs:
                  - url: %s
                """.formatted(SINK.url("/told")));
        rules("per_route: 5\nwindow: 1m\ndigest_every: 2m\ncalm_after: 3m\n");
        TestClock.stop();
        TestClock.advance(Duration.ofHours(2L * counter));
        watch();
        SINK.reset();
    }

    @AfterEach
    void fairWeather() {
        TestClock.advance(Duration.ofMinutes(10));
        watch();
        rules("per_route: 0\n");
    }

    @AfterAll
    static void closeTheSink() {
        SINK.close();
    }

    @Test
    void whatComesInAStormIsToldInADigestAndHasItsIncidents() {
        fire(0, 6, "warning");
        watch();
        int before = told(name);
        assertThat(before).isEqualTo(6);

        fire(6, 40, "warning");
        TestClock.advance(Duration.ofSeconds(31));
        watch();

        assertThat(told(name + "\",\"instance")).isEqualTo(before);
        assertThat(told("AlertStorm")).isEqualTo(1);
        assertThat(SINK.requests().getLast().body()).contains("Storm of alerts: 34 incidents", name + " (34)");
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/storms")
                .then()
                .statusCode(200)
                .body("[0].receiver", is("team"))
                .body("[0].digests", is(1));
    }

    @Test
    void aCriticalAlertIsToldInTheMiddleOfAStorm() {
        fire(0, 6, "warning");
        watch();

        fire(50, 51, "critical");

        assertThat(SINK.requests().getLast().body()).contains("i50");
    }

    @Test
    void theEndIsToldOnceAndWhatIsLeftIsNotToldAfterAll() {
        fire(0, 6, "warning");
        watch();
        fire(6, 20, "warning");
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        int before = told(name + "\",\"instance");

        TestClock.advance(Duration.ofMinutes(4));
        watch();
        RouterUnderTest.flush();
        watch();

        assertThat(told("The storm of alerts is over")).isEqualTo(1);
        assertThat(told(name + "\",\"instance")).isEqualTo(before);
        TestKeys.as(Role.VIEWER).when().get("/api/v1/storms").then().body("[0].endedAt", notNullValue());
    }

    @Test
    void thePageShowsTheStormWhatItsDigestSaysAndHowNearEachRouteIsToOne() {
        fire(0, 6, "warning");
        watch();
        fire(6, 10, "warning");
        page().body(containsString("A storm lasts"))
                .body(containsString("4 incidents within 1 min, 4 still open"))
                .body(containsString("all routes"));

        TestClock.advance(Duration.ofMinutes(10));
        watch();

        page().body(not(containsString("A storm lasts"))).body(containsString("calm"));
        rules("per_route: 0");
        page().body(containsString("Nothing counts as a storm"));
    }

    private static ValidatableResponse page() {
        return TestKeys.as(Role.VIEWER).when().get("/storms").then().statusCode(200);
    }

    private static void watch() {
        Tasks.run("watch-storms");
    }

    private static void rules(String yaml) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body(yaml)
                .when()
                .put("/api/v1/configuration/files/storm.yaml")
                .then()
                .statusCode(200);
    }

    private void fire(int from, int to, String severity) {
        RouterUnderTest.post(IntStream.range(from, to)
                        .mapToObj(i ->
                                "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"i%d\",\"severity\":\"%s\"},\"endsAt\":\"%s\"}"
                                        .formatted(
                                                name,
                                                i,
                                                severity,
                                                TestClock.now().plus(Duration.ofHours(1))))
                        .collect(Collectors.joining(",", "[", "]")))
                .statusCode(200);
        TestClock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 4; i++) {
            RouterUnderTest.flush();
        }
    }

    private static int told(String what) {
        return (int) SINK.requests().stream()
                .filter(request -> request.body().contains(what))
                .count();
    }
}
