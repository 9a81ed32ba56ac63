package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Levels come in their time, to whoever is on call by then. */
@ServiceTest
class EscalationJourneyTest extends EscalationScenario {

    @Test
    void l1IsToldNowL2After15MinutesAndL3After30() {
        fire();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");

        moveBy(Duration.ofMinutes(5));
        assertThat(told()).containsExactly("anna-phone");
        moveBy(Duration.ofMinutes(10));
        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactly("boss");
        moveBy(Duration.ofHours(5));
        assertThat(told()).isEmpty();
        timeline()
                .body("kind", hasItems("opened", "escalated", "notified"))
                .body("text", hasItem("anna by push (anna-push/webhook[0]) was told: L1 of standard"))
                .body("text", hasItem("chat/inbox[0] was told: L1 of standard"))
                .body("text", hasItem("L2 of standard: ben"));
    }

    @Test
    void aTwoMinuteNoResponseRuleIsAPolicyLikeAnyOther() {
        escalate("""
                policies:
                - {name: quick, levels: [{targets: [{receiver: ben-push}]}, {after: 2m, targets: [{receiver: boss}]}]}
                rules: [{policy: quick}]
                """);
        fire();
        assertThat(told()).containsExactly("ben-push");

        moveBy(Duration.ofSeconds(119));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofSeconds(1));

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void afterDowntimeEverybodyWhoShouldKnowIsToldOnce() {
        fire();
        told();

        TestClock.advance(Duration.ofHours(4));
        run();
        run();

        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push", "boss");
        timeline().body("text", hasItem(containsString("2 steps of standard came due while nobody could take them")));
    }

    @Test
    void missedRoundsForTheSamePersonAreOnePage() {
        escalate("""
                policies:
                - name: loud
                  levels: [{targets: [{receiver: boss}]}, {after: 10m, targets: [{receiver: boss}]}]
                  repeat: {times: 20, every: 30m}
                rules: [{policy: loud}]
                """);
        fire();
        assertThat(told()).containsExactly("boss");

        TestClock.advance(Duration.ofHours(6));
        run();
        run();

        assertThat(told()).containsExactly("boss");
        moveBy(Duration.ofMinutes(30));
        assertThat(told()).hasSize(1);
    }

    @Test
    void whereNobodyIsOnCallTheNextLevelIsToldAtOnce() {
        escalate("""
                policies:
                - {name: empty, levels: [{targets: [{schedule: nobody}]}, {after: 15m, targets: [{user: ben}]}]}
                rules: [{policy: empty}]
                """);
        fire();
        run();

        assertThat(told()).containsExactly("ben-push");
        timeline().body("text", hasItem("Cannot be told: nobody is on call by nobody"));
    }

    @Test
    void whereNobodyIsOnCallInARoundTheNextRoundKeepsItsTime() {
        escalate("""
                policies:
                - {name: patient, levels: [{targets: [{schedule: later}]}], repeat: {times: 2, every: 30m}}
                rules: [{policy: patient}]
                """);
        fire();
        run();
        run();
        assertThat(told()).isEmpty();
        timeline().body("text", hasItem("Nobody can be told before the next round"));

        moveBy(Duration.ofMinutes(30));
        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofMinutes(30));

        assertThat(told()).containsExactly("ben-push");
    }

    @Test
    void anOverrideCountsFromTheMomentThatItIsMade() {
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"schedule\": \"primary\", \"person\": \"carl\", \"to\": \"2026-03-04T00:00:00Z\"}")
                .post("/api/v1/oncall/overrides")
                .then()
                .statusCode(201);

        fire();

        assertThat(told()).containsExactlyInAnyOrder("boss", "chat");
    }

    @Test
    void aLevelForNightsIsLeftOutByDay() {
        escalate("""
                policies:
                - name: nightly
                  levels:
                  - {during: [nights], targets: [{receiver: boss}]}
                  - {after: 1m, outside: [nights], targets: [{receiver: ben-push}]}
                rules: [{policy: nightly}]
                """);
        fire();
        assertThat(told()).isEmpty();

        moveBy(Duration.ofMinutes(1));

        assertThat(told()).containsExactly("ben-push");
        timeline().body("text", hasItem(containsString("L1 of nightly is left out")));
    }

    @Test
    void anAlertThatJoinsAThousandOthersBringsThePolicyThatIsForIt() {
        escalate("""
                policies: [{name: first-class, levels: [{targets: [{receiver: boss}]}]}]
                rules: [{matchers: [tier="1"], policy: first-class}]
                """);
        String warning = firing(name).replace("critical", "warning");
        String many = IntStream.range(0, 1200)
                .mapToObj(i -> warning.replace("\"severity\"", "\"i\":\"%d\",\"tier\":\"3\",\"severity\"".formatted(i)))
                .collect(Collectors.joining(",", "[", "]"));
        RouterUnderTest.post(many).statusCode(200);
        RouterUnderTest.flush();
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();

        RouterUnderTest.post("[" + warning.replace("\"severity\"", "\"tier\":\"1\",\"severity\"") + "]")
                .statusCode(200);
        RouterUnderTest.flush();
        run();

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatNoRuleIsForIsNotEscalated() {
        RouterUnderTest.post(firing().replace("critical", "warning")).statusCode(200);
        RouterUnderTest.flush();
        moveBy(Duration.ofHours(1));

        assertThat(told()).isEmpty();
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident() + "/escalation")
                .then()
                .statusCode(404);
    }

    @Test
    void whatWouldHappenCanBeAskedBefore() {
        TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body(
                        "{\"labels\": {\"alertname\": \"x\", \"severity\": \"critical\"}, \"at\": \"2026-03-09T00:00:00Z\"}")
                .post("/api/v1/escalation/preview")
                .then()
                .statusCode(200)
                .body("policy", is("standard"))
                .body("urgency", is("high"))
                .body("steps.level", contains("L1", "L2", "L3"))
                .body("steps[0].recipients.person", contains("ben", null))
                .body("steps[1].at", is("2026-03-09T00:15:00Z"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/escalation/policies")
                .then()
                .statusCode(200)
                .body("[0].levels.targets", hasSize(3));
    }
}
