package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** What people do with an incident stops its escalation, lets it go on, or calls for the next level. */
@ServiceTest
class EscalatedIncidentTest extends EscalationScenario {

    @Test
    void acknowledgingStopsItAlsoForWhatIsYetToCome() {
        fire();
        told();
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + incident() + "/acknowledge")
                .then()
                .statusCode(200);

        moveBy(Duration.ofMinutes(5));
        moveBy(Duration.ofHours(1));

        assertThat(told()).isEmpty();
        escalation().body("state", is("paused")).body("nextAt", nullValue());
    }

    @Test
    void lettingGoOfAnIncidentTellsTheLastLevelAgainAndGoesOnFromThere() {
        fire();
        moveBy(Duration.ofMinutes(15));
        told();
        work("acknowledge", null);
        moveBy(Duration.ofHours(1));

        work("unacknowledge", null);
        run();

        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofMinutes(14));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void aSnoozeStopsItUntilItIsOver() {
        fire();
        told();
        work("snooze", "{\"until\": \"2026-03-03T12:00:00Z\"}");

        moveBy(Duration.ofMinutes(119));
        assertThat(told()).isEmpty();
        TestClock.advance(Duration.ofMinutes(1));
        TestKeys.as(Role.OPERATOR).post("/internal/tasks/end-snoozes").then().statusCode(200);
        run();

        tellsLevelByLevel();
    }

    @Test
    void aReopenedIncidentBeginsAnew() {
        fire();
        moveBy(Duration.ofMinutes(15));
        told();
        work("resolve", "{}");
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat", "ben-push");

        work("reopen", "{}");
        run();

        tellsLevelByLevel();
    }

    @Test
    void whoWasToldIsToldOfTheEndIfTheyWantToKnow() {
        fire();
        moveBy(Duration.ofMinutes(5));
        told();

        resolve();

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofHours(1));
        assertThat(told()).isEmpty();
        escalation().body("state", is("ended")).body("pages.state", hasItem("cancelled"));
    }

    @Test
    void whoWasToldIsToldOfTheEndAlsoWhenThereAreNoPoliciesAnyMore() {
        fire();
        told();
        escalate("policies: []");

        resolve();

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        escalation().body("state", is("ended"));
    }

    @Test
    void whoWasToldIsToldOfTheEndAlsoWhenTheAlertsTheyWereToldOfAreTidiedAway() {
        fire();
        told();
        String joined = "[" + firing(name).replace("\"severity\"", "\"instance\":\"b\",\"severity\"") + "]";
        RouterUnderTest.post(joined).statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        resolve();
        TestClock.advance(Duration.ofMinutes(15));
        Tasks.run("tidy-alerts");
        work("resolve", "{}");

        run();

        assertThat(bodiesOf("/anna-push"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"status\":\"resolved\"", "\"groupKey\":\"{}:{alertname=\\\"" + name + "\\\"}\"")
                .contains("\"labels\":{\"alertname\":\"" + name + "\",\"severity\":\"critical\"}");
        assertThat(told()).contains("anna-push", "chat");
    }

    @Test
    void whatWasOverBeforeAnybodyWasToldIsToldAllTheSameWhenItIsReopened() {
        openWithoutTelling();
        resolve();
        assertThat(told()).isEmpty();
        work("reopen", "{}");

        run();

        assertThat(bodiesOf("/anna-push"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"status\":\"firing\"", "\"alertname\":\"" + name + "\"", "\"severity\":\"critical\"");
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    private static List<String> bodiesOf(String path) {
        return sink.requests().stream()
                .filter(request -> request.path().endsWith(path))
                .map(HttpSink.Request::body)
                .toList();
    }

    @Test
    void whoeverHasTheIncidentCanStillCallForTheNextLevel() {
        fire();
        told();
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + incident() + "/acknowledge")
                .then()
                .statusCode(200);

        escalateByHand("{}").statusCode(200).body("state", is("paused"));
        run();
        assertThat(told()).containsExactly("ben-push");
        escalateByHand("{\"level\": \"L1\"}").statusCode(200);
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");

        TestKeys.as(Role.RESPONDER)
                .noContentType()
                .post("/api/v1/incidents/" + incident() + "/escalate")
                .then()
                .statusCode(200);
        run();
        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofHours(1));
        timeline().body("text", hasItem("responder escalated to L2 of standard: ben"));
        escalateByHand("{\"level\": \"L9\"}").statusCode(409);
        escalateByHand("{\"policy\": \"none\"}").statusCode(409);
        resolve();
        escalateByHand("{}").statusCode(409);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=incident.escalate&objectId=" + incident())
                .then()
                .body("items", hasSize(3));
    }

    private static ValidatableResponse escalateByHand(String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/incidents/" + incident() + "/escalate")
                .then();
    }

    /** The first level now, the second a quarter of an hour later. */
    private static void tellsLevelByLevel() {
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
    }
}
