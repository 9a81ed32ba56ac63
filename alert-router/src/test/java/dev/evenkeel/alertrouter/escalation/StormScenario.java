package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

/** Three incidents in a minute make a storm, which a policy without conditions is for. */
abstract class StormScenario extends EscalationScenario {

    static final String RULES = "{per_route: 3, window: 1m, digest_every: 2m, calm_after: 3m}";

    @BeforeEach
    void aStormIsThreeIncidentsInAMinute() throws SQLException {
        inDatabase("TRUNCATE storm");
        escalate("policies: [{name: loud, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: loud}]");
        OncallUnderTest.apply("storm.yaml", RULES);
        watch();
    }

    @AfterEach
    void fairWeather() {
        OncallUnderTest.apply("storm.yaml", "{per_route: 0}");
        watch();
    }

    /** Two incidents that are told of as ever, and a third that makes a storm of it. */
    void begin() {
        begin("warning");
    }

    void begin(String severity) {
        fire(severity, 0, 2);
        run();
        fire(severity, 2, 3);
        run();
        TestClock.advance(Duration.ofSeconds(1));
        told();
    }

    static void watch() {
        Tasks.run("watch-storms");
    }

    void fire(String severity, int from, int to) {
        post(IntStream.range(from, to).mapToObj(i -> alert(name + "x" + i, severity, "")));
    }

    static void post(Stream<String> alerts) {
        RouterUnderTest.post(alerts.collect(Collectors.joining(",", "[", "]"))).statusCode(200);
        TestClock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 30; i++) {
            RouterUnderTest.flush();
        }
    }

    /** Of the same group, so that its incident gets worse. */
    static void worsen(String alertname, String severity) {
        post(Stream.of(alert(alertname, severity, ",\"instance\":\"other\"")));
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        run();
    }

    static String alert(String alertname, String severity, String more) {
        Instant end = TestClock.now().plus(Duration.ofHours(6));
        return "{\"labels\":{\"alertname\":\"%s\",\"severity\":\"%s\"%s},\"endsAt\":\"%s\"}"
                .formatted(alertname, severity, more, end);
    }

    static List<String> bodies() {
        List<String> bodies = sink.requests().stream()
                .filter(request -> request.path().equals("/boss"))
                .map(request -> request.body())
                .toList();
        sink.reset();
        return bodies;
    }

    static ValidatableResponse incidents(String title) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("q", title)
                .get("/api/v1/incidents")
                .then()
                .statusCode(200);
    }

    static String idOf(String title) {
        return incidents(title).extract().path("items[0].id");
    }

    static ValidatableResponse timelineOf(String title) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + idOf(title) + "/timeline")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse escalationOf(String title) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + idOf(title) + "/escalation")
                .then()
                .statusCode(200);
    }

    static void act(String incident, String verb) {
        var request = TestKeys.as(Role.RESPONDER);
        if (verb.equals("resolve")) {
            request.contentType(ContentType.JSON).body("{}");
        }
        request.post("/api/v1/incidents/" + incident + "/" + verb).then().statusCode(200);
    }
}
