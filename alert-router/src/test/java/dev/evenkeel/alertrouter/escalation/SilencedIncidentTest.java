package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.PostedSilence;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

/** Whoever silences what they were told of has nobody else woken by it. */
@ServiceTest
class SilencedIncidentTest extends EscalationScenario {

    @Test
    void nobodyElseIsToldWhileAllItsAlertsAreSilencedAndEverybodyInTheirTimeAfterwards() {
        fire();
        told();
        silence("2026-03-03T10:20:30Z");

        moveBy(Duration.ofMinutes(5));
        moveBy(Duration.ofMinutes(10));
        assertThat(told()).isEmpty();
        escalation().body("state", is("running")).body("nextLevel", is("L2"));
        for (int minute = 16; minute <= 20; minute++) {
            moveBy(Duration.ofMinutes(1));
        }
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
        moveBy(Duration.ofMinutes(14));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void anAlertThatIsNotSilencedIsReasonEnough() {
        fire();
        told();
        silence("2026-03-04T10:00:00Z");
        RouterUnderTest.post("[" + firing(name).replace("\"severity\"", "\"instance\":\"b\",\"severity\"") + "]")
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();

        moveBy(Duration.ofMinutes(14));

        assertThat(told()).contains("ben-push");
    }

    @Test
    void maintenanceThatBeginsMeanwhileKeepsItQuietButNotWhomSomebodyCallsByHand() {
        fire();
        told();
        maintain("2026-03-03T10:01:00");

        moveBy(Duration.ofMinutes(15));
        assertThat(told()).isEmpty();
        work("escalate", "{\"level\": \"L3\"}");
        run();

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatIsPutOffIsInTheTimelineOnceForEachReason() {
        fire();
        silence("2026-03-03T10:17:30Z");
        maintain("2026-03-03T10:16:00");

        for (int minute = 1; minute <= 20; minute++) {
            moveBy(Duration.ofMinutes(1));
        }

        timeline()
                .body(
                        "text.findAll { it.contains('is put off') }",
                        containsInAnyOrder(
                                "anna by phone (anna-phone/webhook[0]) is put off: all that fires is silenced",
                                "L2 of standard is put off: all that fires is silenced",
                                "anna by phone (anna-phone/webhook[0]) is put off: all that fires is in maintenance",
                                "L2 of standard is put off: all that fires is in maintenance"));
    }

    private void maintain(String from) {
        TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "move", "matchers": ["alertname=\\"%s\\""], "start": "%s",
                         "timezone": "UTC", "duration": "2h"}
                        """.formatted(name, from))
                .post("/api/v1/maintenance")
                .then()
                .statusCode(201);
    }

    private void silence(String until) {
        PostedSilence.of("alertname", name, "instance", "")
                .from(Instant.parse("2026-03-03T10:00:00Z"))
                .until(Instant.parse(until))
                .post();
    }
}
