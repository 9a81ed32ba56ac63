package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.link.IncidentLinkSource;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** A storm is one page for whoever is on call, not one for each of its incidents. */
@ServiceTest
class StormEscalationTest extends EscalationScenario {

    @Inject
    IncidentLinkSource links;

    @BeforeEach
    void aStormIsThreeIncidentsInAMinute() throws SQLException {
        inDatabase("TRUNCATE storm");
        escalate("policies: [{name: loud, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: loud}]");
        OncallUnderTest.apply("storm.yaml", "{per_route: 3, window: 1m, digest_every: 2m, calm_after: 3m}");
        watch();
    }

    @AfterEach
    void fairWeather() {
        OncallUnderTest.apply("storm.yaml", "{per_route: 0}");
        watch();
    }

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

        worsen(name + "x4");

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

        worsen(name + "x4");
        timelineOf(name + "x4").body("text", not(hasItem(containsString("It is critical now"))));
        escalate("policies: [{name: loud, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: loud}]");
        TestClock.advance(Duration.ofSeconds(30));
        Tasks.run("escalate");

        assertThat(bodies()).singleElement().asString().contains(name + "x4");
    }

    @Test
    void whoTakesTheStormOnHearsNoMoreOfItWhileItLasts() {
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        assertThat(told()).containsExactly("boss");

        act(idOf("Storm of alerts at"), "acknowledge");
        fire("warning", 6, 20);
        moveBy(Duration.ofMinutes(1));

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "resolve"})
    void aStormThatGoesOnIsToldAgainAnHourAfterSomebodyTookItOn(String verb) {
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        act(idOf("Storm of alerts at"), verb);
        run();
        told();

        TestClock.advance(Duration.ofMinutes(59));
        fire("warning", 6, 10);
        watch();
        run();
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
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
        act(idOf("Storm of alerts at"), "acknowledge");
        told();

        TestClock.advance(Duration.ofMinutes(61));
        fire("info", 6, 10);
        watch();
        run();

        assertThat(told()).containsExactly("chat");
        incidents("Storm of alerts at").body("items.status", containsInAnyOrder("open", "acknowledged"));
    }

    @Test
    void theLinkInThePageOfAStormTakesTheStormOn() {
        Tasks.run("rotate-link-keys");
        begin();
        fire("warning", 3, 6);
        TestClock.advance(Duration.ofSeconds(31));
        watch();
        run();
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

    /** Two incidents that are told of as ever, and a third that makes a storm of it. */
    private void begin() {
        begin("warning");
    }

    private void begin(String severity) {
        fire(severity, 0, 2);
        run();
        fire(severity, 2, 3);
        run();
        TestClock.advance(Duration.ofSeconds(1));
        told();
    }

    private static void watch() {
        Tasks.run("watch-storms");
    }

    private void fire(String severity, int from, int to) {
        post(IntStream.range(from, to).mapToObj(i -> alert(name + "x" + i, severity, "")));
    }

    private static void post(Stream<String> alerts) {
        RouterUnderTest.post(alerts.collect(Collectors.joining(",", "[", "]"))).statusCode(200);
        TestClock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 30; i++) {
            RouterUnderTest.flush();
        }
    }

    /** Of the same group, so that its incident gets worse. */
    private static void worsen(String alertname) {
        post(Stream.of(alert(alertname, "critical", ",\"instance\":\"other\"")));
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        run();
    }

    private static String alert(String alertname, String severity, String more) {
        Instant end = TestClock.now().plus(Duration.ofHours(6));
        return "{\"labels\":{\"alertname\":\"%s\",\"severity\":\"%s\"%s},\"endsAt\":\"%s\"}"
                .formatted(alertname, severity, more, end);
    }

    private static List<String> bodies() {
        List<String> bodies = sink.requests().stream()
                .filter(request -> request.path().equals("/boss"))
                .map(request -> request.body())
                .toList();
        sink.reset();
        return bodies;
    }

    private static ValidatableResponse incidents(String title) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("q", title)
                .get("/api/v1/incidents")
                .then()
                .statusCode(200);
    }

    private static String idOf(String title) {
        return incidents(title).extract().path("items[0].id");
    }

    private static ValidatableResponse timelineOf(String title) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + idOf(title) + "/timeline")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse escalationOf(String title) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + idOf(title) + "/escalation")
                .then()
                .statusCode(200);
    }

    private static void act(String incident, String verb) {
        var request = TestKeys.as(Role.RESPONDER);
        if (verb.equals("resolve")) {
            request.contentType(ContentType.JSON).body("{}");
        }
        request.post("/api/v1/incidents/" + incident + "/" + verb).then().statusCode(200);
    }
}
