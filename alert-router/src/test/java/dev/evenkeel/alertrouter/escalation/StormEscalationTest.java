package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** A storm is one page for whoever is on call, not one for each of its incidents. */
@ServiceTest
class StormEscalationTest extends StormScenario {

    @Test
    void twoHundredWarningsOfAStormAreOnePageThatSaysHowMany() {
        begin();

        fire("warning", 3, 203);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        run();

        assertThat(bodies()).singleElement().asString().contains("AlertStorm", "Storm of alerts: 203 incidents");
        incidents("Storm of alerts at").body("items", hasSize(1)).body("items[0].severity", is("warning"));
        timelineOf(name + "x7").body("text", hasItem(containsString("Nobody is told of it by itself: the storm at")));
        escalationOf(name + "x7").body("state", is("held"));
    }

    @Test
    void whatBeginsAStormAllAtOnceIsNotToldOfOneByOneEither() {
        fire("warning", 0, 50);
        run();
        assertThat(told()).isEmpty();

        TestClock.advance(Duration.ofSeconds(31));
        run();

        assertThat(bodies()).singleElement().asString().contains("Storm of alerts: 50 incidents");
        timelineOf(name + "x7").body("text", hasItem(containsString("is escalated by loud once")));
    }

    @Test
    void fewerThanMakeAStormAreEscalatedAsEver() {
        fire("warning", 0, 2);
        run();
        assertThat(told()).containsExactly("boss", "boss");

        fire("warning", 2, 3);
        run();

        assertThat(told()).isEmpty();
        escalationOf(name + "x0").body("state", is("running"));
        escalationOf(name + "x2").body("state", is("held"));
    }

    @Test
    void aStormHasOneIncidentHoweverOftenItIsLookedAt() {
        begin();
        fire("warning", 3, 13);
        TestClock.advance(Duration.ofSeconds(31));
        watch();

        run();
        run();
        fire("warning", 13, 20);
        run();

        incidents("Storm of alerts at").body("items", hasSize(1));
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatIsCriticalOrBecomesSoIsEscalatedInTheMiddleOfAStorm() {
        begin();
        fire("warning", 3, 6);
        run();
        assertThat(told()).isEmpty();

        fire("critical", 6, 7);
        run();
        assertThat(bodies()).singleElement().asString().contains(name + "x6");

        worsen(name + "x4", "critical");

        assertThat(bodies())
                .filteredOn(body -> !body.contains("AlertStorm"))
                .singleElement()
                .asString()
                .contains(name + "x4");
        timelineOf(name + "x4").body("text", hasItem("It is critical now, storm or not: loud begins"));
    }

    @Test
    void whatBecomesCriticalWhereItsPolicyIsNotKnownIsEscalatedByWhoeverKnowsIt() {
        begin();
        fire("warning", 3, 6);
        run();
        escalate("policies: []");

        worsen(name + "x4", "critical");
        timelineOf(name + "x4").body("text", not(hasItem(containsString("It is critical now"))));
        escalate("policies: [{name: loud, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: loud}]");
        TestClock.advance(Duration.ofSeconds(30));
        Tasks.run("escalate");

        assertThat(bodies()).singleElement().asString().contains(name + "x4");
    }

    @Test
    void theStormIsAsBadAsTheWorstThatItHolds() {
        begin("info");
        fire("info", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        incidents("Storm of alerts at").body("items[0].severity", is("info"));

        fire("warning", 6, 7);
        run();

        incidents("Storm of alerts at").body("items[0].severity", is("warning"));
    }

    @Test
    void theStormGetsWorseWithWhatItHolds() {
        begin("info");
        fire("info", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        incidents("Storm of alerts at").body("items[0].severity", is("info"));

        worsen(name + "x4", "warning");

        incidents("Storm of alerts at").body("items[0].severity", is("warning"));
        escalationOf(name + "x4").body("state", is("held"));
    }
}
