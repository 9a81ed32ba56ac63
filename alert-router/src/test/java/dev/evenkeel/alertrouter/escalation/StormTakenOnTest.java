package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.inject.Inject;

import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.link.IncidentLinkSource;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** Whoever takes a storm on has taken on what it held by then, for a while. */
@ServiceTest
class StormTakenOnTest extends StormScenario {

    @Inject
    IncidentLinkSource links;

    @Test
    void whoTakesTheStormOnHearsNoMoreOfItWhileItLasts() {
        tellOfAStorm();
        assertThat(told()).containsExactly("boss");

        act(idOf("Storm of alerts at"), "acknowledge");
        fire("warning", 6, 20);
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "resolve"})
    void aStormThatGoesOnIsToldAgainAnHourAfterSomebodyTookItOn(String verb) {
        takeOn(verb);

        goOn(Duration.ofMinutes(59), "warning");
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));

        assertThat(bodies()).singleElement().asString().contains("Storm of alerts: 10 incidents");
        incidents("Storm of alerts at").body("items.status", contains("open"));
        timelineOf("Storm of alerts at")
                .body("text", hasItem("The storm goes on, with incidents that nobody has seen"));
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void whoHasSeenAllThatAStormHoldsForThemIsNotToldAgain() {
        escalate("""
                policies:
                - {name: loud, levels: [{targets: [{receiver: boss}]}]}
                - {name: soft, levels: [{targets: [{receiver: chat}]}]}
                rules: [{severities: [warning], policy: loud}, {policy: soft}]
                """);
        takeOn("acknowledge");

        goOn(Duration.ofMinutes(61), "info");

        assertThat(told()).containsExactly("chat");
        incidents("Storm of alerts at").body("items.status", containsInAnyOrder("open", "acknowledged"));
    }

    @Test
    void theLinkInThePageOfAStormTakesTheStormOn() {
        Tasks.run("rotate-link-keys");
        tellOfAStorm();
        String key = incidents("Storm of alerts at").extract().path("items[0].groupKey");
        String link = links.forGroup(key, "boss").orElseThrow().acknowledge();

        RestAssured.given()
                .urlEncodingEnabled(false)
                .post(link.substring(link.indexOf("/links/")))
                .then()
                .statusCode(200)
                .body(containsString("is acknowledged now"));

        incidents("Storm of alerts at").body("items.status", everyItem(is("acknowledged")));
        incidents(name + "x4").body("items.status", everyItem(is("open")));
    }

    @Test
    void howLongItIsEnoughToHaveTakenAStormOnCanBeSet() {
        OncallUnderTest.apply("storm.yaml", RULES.replace("}", ", remind_after: 10m}"));
        takeOn("acknowledge");

        goOn(Duration.ofMinutes(9), "warning");
        assertThat(told()).isEmpty();
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).containsExactly("boss");
    }

    private void tellOfAStorm() {
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
    }

    private void takeOn(String verb) {
        tellOfAStorm();
        act(idOf("Storm of alerts at"), verb);
        run();
        told();
    }

    /** With four incidents more. */
    private void goOn(Duration later, String severity) {
        TestClock.advance(later);
        fire(severity, 6, 10);
        watch();
        run();
    }
}
