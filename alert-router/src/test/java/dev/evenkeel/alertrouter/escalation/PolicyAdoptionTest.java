package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

/** Incidents that were open before there was a policy for them get it when there is. */
@ServiceTest
class PolicyAdoptionTest extends EscalationScenario {

    @Test
    void anIncidentThatWasOpenedBeforeThereWasAPolicyForItGetsOneWhenThereIs() {
        escalate("policies: [{name: other, levels: [{targets: [{receiver: boss}]}]}]");
        fire();
        moveBy(Duration.ofHours(1));
        assertThat(told()).isEmpty();

        escalate("""
                policies:
                - {name: late, levels: [{targets: [{receiver: chat}]}, {after: 15m, targets: [{user: ben}]}]}
                rules: [{matchers: ['alertname="%s"'], policy: late}]
                """.formatted(name));
        run();

        assertThat(told()).containsExactly("chat");
        moveBy(Duration.ofMinutes(14));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("ben-push");
        timeline().body("text", hasItem("The rules have a policy for it by now: late begins"));
    }

    @Test
    void whatWasOpenedBesideTheChangeIsFoundWhenItIsLookedAtOnceMore() throws SQLException {
        escalate("policies: [{name: late, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: late}]");
        run();
        openWithoutTelling();
        asIfItHadBeenOpenedUnderOtherRules();
        run();
        assertThat(told()).isEmpty();

        moveBy(Duration.ofSeconds(10));

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatIsOpenedMuchLaterWhereThereIsNoRuleForItIsFoundWithinAMinute() throws SQLException {
        escalate("policies: [{name: late, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: late}]");
        run();
        moveBy(Duration.ofSeconds(10));
        moveBy(Duration.ofHours(1));
        TestClock.advance(Duration.ofSeconds(30));
        openWithoutTelling();
        asIfItHadBeenOpenedUnderOtherRules();
        run();
        assertThat(told()).isEmpty();

        moveBy(Duration.ofSeconds(30));

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void anIncidentThatSomebodyHasTakenOnGetsAPolicyOnlyWhenItIsGivenBack() {
        escalate("policies: [{name: other, levels: [{targets: [{receiver: boss}]}]}]");
        fire();
        work("acknowledge", null);
        escalate("policies: [{name: late, levels: [{targets: [{receiver: chat}]}]}]\nrules: [{policy: late}]");
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();

        work("unacknowledge", null);
        run();

        assertThat(told()).containsExactly("chat");
    }

    @Test
    void anIncidentWhosePolicyIsGoneGetsTheOneThatIsForItNow() {
        fire();
        told();
        escalate("policies: [{name: other, levels: [{targets: [{receiver: boss}]}]}]");
        moveBy(Duration.ofMinutes(15));
        moveBy(Duration.ofMinutes(15));
        told();

        escalate("policies: [{name: other, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: other}]");
        run();

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void aPolicyThatIsRenamedUnderwayBeginsByItsNewNameWhenTheNextStepIsDue() {
        fire();
        told();
        renamed();
        moveBy(Duration.ofMinutes(5));
        told();

        moveBy(Duration.ofMinutes(10));
        moveBy(Duration.ofSeconds(30));
        moveBy(Duration.ofSeconds(30));

        run();
        assertThat(told()).containsExactly("chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactly("ben-push");
        timeline().body("text", hasItem("There is no policy standard any more: renamed begins"));
    }

    @Test
    void aPolicyThatIsRenamedWhileSomebodyHasTheIncidentBeginsByItsNewNameWhenTheyGiveItBack() {
        fire();
        work("acknowledge", null);
        told();
        renamed();
        moveBy(Duration.ofMinutes(5));
        assertThat(told()).isEmpty();

        work("unacknowledge", null);
        run();

        assertThat(told()).containsExactly("chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactly("ben-push");
    }

    private static void renamed() {
        escalate("""
                policies:
                - {name: renamed, levels: [{targets: [{receiver: chat}]}, {after: 15m, targets: [{user: ben}]}]}
                rules: [{policy: renamed}]
                """);
    }

    private static void asIfItHadBeenOpenedUnderOtherRules() throws SQLException {
        inDatabase("DELETE FROM escalation");
    }
}
