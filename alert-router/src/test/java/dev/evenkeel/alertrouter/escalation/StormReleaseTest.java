package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** What becomes of what a storm held, once it is over or the rules are others. */
@ServiceTest
class StormReleaseTest extends StormScenario {

    @Test
    void whenTheStormIsOverWhatStillWaitsIsEscalatedByItself() {
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        told();
        act(idOf(name + "x3"), "acknowledge");
        act(idOf(name + "x4"), "resolve");

        TestClock.advance(Duration.ofMinutes(4));
        watch();
        run();
        run();

        List<String> bodies = bodies();
        assertThat(bodies).hasSize(3);
        assertThat(bodies).anyMatch(body -> body.contains("AlertStorm") && body.contains("\"status\":\"resolved\""));
        assertThat(bodies).anyMatch(body -> body.contains(name + "x2"));
        assertThat(bodies).anyMatch(body -> body.contains(name + "x5"));
        timelineOf(name + "x5").body("text", hasItem("The storm is over, and nobody has taken it on: loud begins"));
        incidents("Storm of alerts at").body("items.status", everyItem(is("resolved")));

        act(idOf(name + "x3"), "unacknowledge");
        run();
        assertThat(bodies()).singleElement().asString().contains(name + "x3");
    }

    @Test
    void rulesThatChangeDuringAStormMakeNoPagesOfIt() {
        escalate("policies: [{name: other, levels: [{targets: [{receiver: boss}]}]}]");
        begin();
        told();
        fire("warning", 3, 6);

        escalate("policies: [{name: loud, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: loud}]");
        run();

        assertThat(told()).isEmpty();
        escalationOf(name + "x0").body("state", is("held"));
        escalationOf(name + "x4").body("state", is("held"));
    }

    @Test
    void whatStillWaitsIsEscalatedByThePolicyThatCameInThePlaceOfItsOwn() {
        begin();
        fire("warning", 3, 5);
        run();
        told();
        escalate("policies: [{name: renamed, levels: [{targets: [{receiver: chat}]}]}]\nrules: [{policy: renamed}]");

        TestClock.advance(Duration.ofMinutes(4));
        watch();
        run();
        for (int i = 0; i < 4; i++) {
            moveBy(Duration.ofSeconds(30));
        }

        assertThat(told()).containsOnly("chat");
        escalationOf(name + "x4").body("policy", is("renamed"));
    }

    @Test
    void aStormThatIsSwitchedOffHoldsNothing() {
        begin();
        fire("warning", 3, 5);
        run();
        assertThat(told()).isEmpty();

        OncallUnderTest.apply("storm.yaml", "{per_route: 0}");
        watch();
        run();

        assertThat(told()).containsExactly("boss", "boss", "boss");
        timelineOf(name + "x3").body("text", hasItem(containsString("The storm is over")));
    }

    @Test
    void whatAStormHeldGoesOnPartByPartWithoutAPageHavingToWaitForIt() throws SQLException {
        begin();
        fire("warning", 3, 233);
        TestClock.advance(Duration.ofMinutes(4));
        watch();
        assertThat(held()).isEqualTo(231);

        Tasks.run("escalate");
        assertThat(held()).isEqualTo(231);
        Tasks.run("release-storms");
        assertThat(held()).isEqualTo(31);
        Tasks.run("release-storms");

        assertThat(held()).isZero();
    }

    private static long held() throws SQLException {
        return TestDatabase.ofRunningService().number("SELECT count(*) FROM escalation WHERE state = 'held'");
    }
}
