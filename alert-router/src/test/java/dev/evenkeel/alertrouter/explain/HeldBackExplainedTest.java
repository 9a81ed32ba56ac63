package dev.evenkeel.alertrouter.explain;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Alerts that nobody is told of, though no silence, schedule or other alert is about them, say why. */
@ServiceTest
class HeldBackExplainedTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:14:00Z");

    private static final String CONFIGURATION = """
            route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
            receivers: [{name: team, inbox_configs: [{}]}]
            """;

    @BeforeEach
    void aQuietNight() throws SQLException {
        TestClock.set(NOW);
        RouterUnderTest.configure(CONFIGURATION);
        TestDatabase.ofRunningService()
                .execute("TRUNCATE alert, alert_group, further_membership, incident, maintenance_window, alert_flap,"
                        + " storm, notification_log CASCADE");
    }

    @AfterEach
    void holdNothingBack() {
        OncallUnderTest.apply("hold-back.yaml", "rules: []\n");
        OncallUnderTest.apply("storm.yaml", "per_route: 0\noverall: 0\n");
    }

    @Test
    void oneThatMayBeGoneInAMomentSaysWhenItWillHaveLastedForLongEnough() {
        OncallUnderTest.apply("hold-back.yaml", "rules: [{shorter_than: 5m}]\n");
        fire("a", "warning");
        moveBy(Duration.ofSeconds(30));

        explained("a")
                .body("destinations[0].heldBack.reason", contains("transient"))
                .body("destinations[0].heldBack[0].until", is("2026-11-21T02:19:00Z"))
                .body("destinations[0].next", is("Nobody is told before 2026-11-21T02:19:00Z: it has to fire for 5m."));
        imagined("b", "warning").body("destinations[0].heldBack.reason", contains("transient"));
        imagined("b", "critical").body("destinations[0].heldBack", empty());

        moveBy(Duration.ofMinutes(5));

        explained("a").body("destinations[0].heldBack", empty()).body("destinations[0].next", told());
    }

    @Test
    void oneThatFlapsSaysWhenItIsToldAgainAndToAskCountsNothing() {
        OncallUnderTest.apply("hold-back.yaml", "rules: [{flapping: {starts: 3, half_life: 15m}}]\n");
        startTwice();
        explained("a").body("destinations[0].heldBack", empty());

        fire("a", "warning");

        explained("a")
                .body("destinations[0].heldBack.reason", contains("flapping"))
                .body("destinations[0].next", containsString("Nobody is told before 2026-11-21T02:"))
                .body("destinations[0].next", containsString(": it comes and goes."));
        page("a").body(containsString("firing, and left out")).body(containsString("it comes and goes, until"));
        TestKeys.as(Role.VIEWER).get("/api/v1/flapping").then().body("", hasSize(0));
    }

    @Test
    void aDuplicateNamesTheAlertThatSpeaksForIt() {
        OncallUnderTest.apply("hold-back.yaml", "duplicate_labels: [i]\n");
        fire("a", "warning");
        moveBy(Duration.ofSeconds(1));
        fire("b", "warning");

        explained("a").body("destinations[0].heldBack", empty());
        explained("b")
                .body("destinations[0].heldBack.reason", contains("duplicate"))
                .body("destinations[0].heldBack[0].until", nullValue())
                .body(
                        "destinations[0].next",
                        is("Nobody is told for now: the alert " + fingerprint("a") + " of its group says the same."));
    }

    @Test
    void oneThatCameInAStormSaysWhoseDigestsItIsIn() {
        RouterUnderTest.configure(CONFIGURATION.replace("alertname", "i"));
        OncallUnderTest.apply("storm.yaml", "per_route: 1\nwindow: 1m\ncalm_after: 3m\n");
        fire("before", "warning");
        moveBy(Duration.ofSeconds(10));
        Tasks.run("watch-storms");
        fire("in", "warning");

        explained("before").body("destinations[0].heldBack", empty()).body("destinations[0].next", told());
        explained("in")
                .body("destinations[0].heldBack.reason", contains("storm"))
                .body(
                        "destinations[0].next",
                        is("It is not told by itself: it is one of too many, and told in the digests of the storm at {}"
                                + " that began at 2026-11-21T02:14:10Z."));
        page("in").body(containsString("href=\"/storms\""));
    }

    @Test
    void oneInMaintenanceNamesTheWindowAndItsEnd() {
        TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "Move of the archive", "matchers": ["i=a"], "start": "2026-11-21T03:00:00",
                         "timezone": "Europe/Berlin", "duration": "2h"}
                        """)
                .post("/api/v1/maintenance")
                .then()
                .statusCode(201);
        fire("a", "warning");

        explained("a")
                .body("silencedBy", empty())
                .body("maintenance.name", contains("Move of the archive"))
                .body("maintenance[0].until", is("2026-11-21T04:00:00Z"))
                .body(
                        "destinations[0].next",
                        is(
                                "Nobody is told until 2026-11-21T04:00:00Z, the end of the maintenance Move of the archive."));
        page("a").body(containsString("Move of the archive")).body(containsString("href=\"/maintenance\""));
        imagined("b", "warning").body("maintenance", empty());
    }

    private static Matcher<String> told() {
        return containsString("Everybody was told.");
    }

    /** Two starts are counted, of which the second goes on. */
    private static void startTwice() {
        fire("a", "warning");
        moveBy(Duration.ofMinutes(1));
        resolve("a");
        moveBy(Duration.ofMinutes(1));
        fire("a", "warning");
        moveBy(Duration.ofMinutes(1));
        resolve("a");
        moveBy(Duration.ofMinutes(1));
    }

    private static void fire(String i, String severity) {
        RouterUnderTest.post("[{\"labels\":%s,\"startsAt\":\"%s\",\"endsAt\":\"2026-11-22T00:00:00Z\"}]"
                        .formatted(labels(i, severity), TestClock.now()))
                .statusCode(200);
    }

    private static void resolve(String i) {
        RouterUnderTest.post("[{\"labels\":%s,\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                        .formatted(labels(i, "warning"), TestClock.now().minusSeconds(1), TestClock.now()))
                .statusCode(200);
    }

    private static String labels(String i, String severity) {
        return "{\"alertname\":\"Held\",\"i\":\"%s\",\"severity\":\"%s\"}".formatted(i, severity);
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private static String fingerprint(String i) {
        return imagined(i, "warning").extract().path("fingerprint");
    }

    private static ValidatableResponse explained(String i) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/alerts/" + fingerprint(i) + "/explain")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse imagined(String i, String severity) {
        return TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body("{\"labels\":" + labels(i, severity) + "}")
                .post("/api/v1/routing/explain")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse page(String i) {
        return TestKeys.as(Role.VIEWER).get("/alerts/" + fingerprint(i)).then().statusCode(200);
    }
}
