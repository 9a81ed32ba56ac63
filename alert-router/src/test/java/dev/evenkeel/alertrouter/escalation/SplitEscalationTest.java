package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.List;

import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Incidents with alerts of one group are told apart by whoever is told of them: each begins and ends under a key of its own. */
@ServiceTest
class SplitEscalationTest extends EscalationScenario {

    @Test
    void theEndOfWhatWasSplitOffIsNotTheEndOfTheRest() {
        String rest = firedWith("a", "b", "c");
        String split = split(rest, "b");
        run();
        assertThat(keysToldTo("anna-push")).containsExactly(groupKey() + ":incident:" + split);

        act(split, "resolve", "{}");
        run();

        assertThat(keysToldTo("anna-push")).containsExactly(groupKey() + ":incident:" + split);
        act(rest, "resolve", "{}");
        run();
        assertThat(keysToldTo("anna-push")).containsExactly(groupKey());
    }

    @Test
    void whatIsSplitAgainHasAnotherKey() {
        String split = split(split(firedWith("a", "b", "c"), "b", "c"), "c");
        run();

        assertThat(keysToldTo("anna-push"))
                .contains(groupKey() + ":incident:" + split)
                .doesNotHaveDuplicates();
    }

    @Test
    void aLaterAlertOfTheGroupIsToldOfUnderTheGroupsKey() {
        String rest = firedWith("a", "b");
        split(rest, "b");
        act(rest, "resolve", "{}");
        run();
        keysToldTo("anna-push");

        fire("c");

        assertThat(keysToldTo("anna-push")).containsExactly(groupKey());
    }

    @Test
    void whatIsReopenedBesideALaterIncidentOfItsGroupHasItsOwnKeyFromThenOn() {
        String first = firedWith("a");
        act(first, "resolve", "{}");
        fire("b");
        keysToldTo("anna-push");

        act(first, "reopen", "{}");
        run();

        assertThat(keysToldTo("anna-push")).containsExactly(groupKey() + ":incident:" + first);
        act(first, "resolve", "{}");
        run();
        assertThat(keysToldTo("anna-push")).containsExactly(groupKey() + ":incident:" + first);
    }

    private String groupKey() {
        return "{}:{alertname=\"" + name + "\"}";
    }

    private String firedWith(String... instances) {
        fire(instances);
        sink.reset();
        return incident();
    }

    private void fire(String... instances) {
        TestClock.advance(Duration.ofMinutes(1));
        List<String> alerts = List.of(instances).stream()
                .map(instance -> firing(name).replace("\"severity\"", "\"instance\":\"" + instance + "\",\"severity\""))
                .toList();
        RouterUnderTest.post(alerts.toString()).statusCode(200);
        RouterUnderTest.flush();
        run();
    }

    /** @return the incident that is split off */
    private static String split(String incident, String... instances) {
        List<String> chosen = List.of(instances).stream()
                .map(instance -> TestKeys.as(Role.VIEWER)
                        .get("/api/v1/incidents/" + incident + "/alerts")
                        .<String>path("find { it.labels.instance == '" + instance + "' }.fingerprint"))
                .map(fingerprint -> '"' + fingerprint + '"')
                .toList();
        return act(incident, "split", "{\"alerts\": " + chosen + "}");
    }

    private static String act(String incident, String verb, String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/incidents/" + incident + "/" + verb)
                .then()
                .statusCode(200)
                .extract()
                .path("split.id");
    }

    /** Since this was asked last. */
    private static List<String> keysToldTo(String receiver) {
        List<String> keys = sink.requests().stream()
                .filter(request -> request.path().equals("/" + receiver))
                .map(HttpSink.Request::body)
                .map(body -> new JsonObject(body).getString("groupKey"))
                .toList();
        sink.reset();
        return keys;
    }
}
