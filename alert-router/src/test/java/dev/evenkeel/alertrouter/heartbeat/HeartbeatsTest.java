package dev.evenkeel.alertrouter.heartbeat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class HeartbeatsTest {

    private static int counter;

    private final String name = "beat-" + counter++;

    @Inject
    HeartbeatStore store;

    @Inject
    IngestService intake;

    @Inject
    AuditService audit;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @BeforeEach
    void standStill() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [heartbeat], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        file("heartbeats: []").statusCode(200);
        round();
    }

    @Test
    void aMissingBeatBecomesAnAlertThatEndsWithTheNextBeat() {
        define("{\"interval\":\"30s\",\"grace\":\"10s\",\"labels\":{\"team\":\"db\",\"severity\":\"warning\"}}");
        beat().statusCode(204);
        state().body("state", is("ok"))
                .body("expectedBy", is(TestClock.now().plusSeconds(40).toString()));

        TestClock.advance(Duration.ofSeconds(39));
        round();
        state().body("state", is("ok"));
        alerts(0);
        TestClock.advance(Duration.ofSeconds(1));
        round();
        state().body("state", is("missing"));
        alerts(1)
                .body("[0].labels.alertname", is("HeartbeatMissing"))
                .body("[0].labels.severity", is("warning"))
                .body("[0].labels.team", is("db"));
        TestKeys.as(Role.VIEWER)
                .get("/metrics")
                .then()
                .body(containsString("evenkeel_alerts_heartbeats{state=\"missing\"}"))
                .body(not(containsString("evenkeel_alerts_heartbeats{state=\"missing\"} 0")));

        TestClock.advance(Duration.ofSeconds(30));
        beat().statusCode(204);
        state().body("state", is("ok")).body("missingSince", nullValue());
        // until the moment of its end is over, an alert is listed
        TestClock.advance(Duration.ofSeconds(1));
        alerts(0);
    }

    @Test
    void aBeatByHandIsInTheAuditLogAndThatOfAProgramIsNot() {
        define("{\"interval\":\"30s\"}");

        beat().statusCode(204);
        TestKeys.as(Role.RESPONDER).post("/api/v1/heartbeats/" + name).then().statusCode(204);

        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=heartbeat.beat&objectId=" + name)
                .then()
                .body("items.actor", contains("responder"));
    }

    @Test
    void theAlertGoesOnForAsLongAsNoBeatComes() {
        define("{\"interval\":\"30s\"}");
        TestClock.advance(Duration.ofSeconds(30));
        round();

        for (int i = 0; i < 40; i++) {
            TestClock.advance(Duration.ofSeconds(50));
            round();
        }

        alerts(1);
    }

    @Test
    void anAlertThatFiresCountsAsABeat() {
        file("""
                heartbeats:
                - {name: %s, interval: 50s, matchers: ['alertname="Watchdog"', 'of="%s"']}
                """.formatted(name, name)).statusCode(200);
        round();
        for (int i = 0; i < 3; i++) {
            TestClock.advance(Duration.ofSeconds(49));
            RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Watchdog\",\"of\":\"" + name + "\"}}]")
                    .statusCode(200);
            round();
        }
        state().body("state", is("ok")).body("source", is("file"));
        alerts(0);

        TestClock.advance(Duration.ofSeconds(50));
        round();

        alerts(1);
    }

    @Test
    void afterTheClockJumpedOrNobodyListenedEverybodyHasTheirWholeTimeAgain() {
        define("{\"interval\":\"30s\"}");
        beat().statusCode(204);

        TestClock.advance(Duration.ofHours(3));
        round();
        state().body("state", is("ok"));
        TestClock.advance(Duration.ofHours(-5));
        round();
        state().body("state", is("ok"))
                .body("expectedBy", is(TestClock.now().plusSeconds(30).toString()));
        TestClock.advance(Duration.ofSeconds(30));
        round();

        state().body("state", is("missing"));
    }

    @Test
    void whatWasNeverHeardOfIsStillWaitedForAfterAnAbsence() {
        define("{\"interval\":\"30s\"}");

        TestClock.advance(Duration.ofHours(3));
        round();

        state().body("state", is("waiting")).body("lastBeatAt", nullValue());
    }

    @Test
    void roundsThatAreDrivenFromOutsideEveryMinuteFindWhatIsMissing() {
        define("{\"interval\":\"2m\"}");
        beat().statusCode(204);

        // and now and then one of them comes late, or not at all
        for (int seconds : new int[] {60, 61, 120}) {
            TestClock.advance(Duration.ofSeconds(seconds));
            round();
        }

        state().body("state", is("missing"));
    }

    @Test
    void anAbsenceGivesTheTimeItTookAndNotTheWholeTimeAgain() {
        define("{\"interval\":\"3h\"}");
        Instant beat = TestClock.now();
        beat().statusCode(204);
        TestClock.advance(Duration.ofMinutes(2));
        round();

        TestClock.advance(Duration.ofMinutes(20));
        round();

        state().body("state", is("ok"))
                .body("lastBeatAt", is(beat.toString()))
                .body(
                        "expectedBy",
                        is(beat.plus(Duration.ofHours(3))
                                .plus(Duration.ofMinutes(20))
                                .toString()));
    }

    @Test
    void aReplicaWithoutRoundsHearsTheAlertsThatAreBeats() {
        define("{\"interval\":\"30s\",\"matchers\":[\"of=\\\"" + name + "\\\"\"]}");

        hears(replicaWithoutRounds());

        state().body("state", is("ok"));
    }

    @Test
    void aReplicaWithoutRoundsLearnsWithinAMinuteOfWhatIsDefinedElsewhere() {
        HeartbeatService other = replicaWithoutRounds();
        hears(other);
        define("{\"interval\":\"2m\",\"matchers\":[\"of=\\\"" + name + "\\\"\"]}");
        TestClock.advance(Duration.ofMinutes(1));

        hears(other);

        state().body("state", is("ok"));
    }

    private HeartbeatService replicaWithoutRounds() {
        return new HeartbeatService(store, intake, audit, configuration, pool, clock, Duration.ofSeconds(150));
    }

    private void hears(HeartbeatService replica) {
        Instant now = TestClock.now();
        var watchdog = Alert.of(
                Labels.of(Map.of("alertname", "Watchdog", "of", name)),
                Map.of(),
                now,
                now.plusSeconds(300),
                "",
                now,
                false);
        replica.observe(List.of(watchdog)).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatWasJustDefinedHearsAlertsBeforeTheNextRound() {
        define("{\"interval\":\"30s\",\"matchers\":[\"of=\\\"" + name + "\\\"\"]}");

        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Watchdog\",\"of\":\"" + name + "\"}}]")
                .statusCode(200);

        state().body("state", is("ok"));
    }

    @Test
    void aHeartbeatIsForgottenAndOneOfTheFileOnlyThere() {
        define("{\"interval\":\"30s\"}");
        TestKeys.as(Role.OPERATOR).delete("/api/v1/heartbeats/" + name).then().statusCode(204);
        round();
        TestKeys.as(Role.VIEWER).get("/api/v1/heartbeats/" + name).then().statusCode(404);
        beat().statusCode(404);
        file("heartbeats: [{name: " + name + ", interval: 1m}]").statusCode(200);

        TestKeys.as(Role.OPERATOR).delete("/api/v1/heartbeats/" + name).then().statusCode(409);
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/heartbeats")
                .then()
                .body("findAll { it.name == '" + name + "' }", hasSize(1));
    }

    @Test
    void aReplicaWhoseFilesAreOlderForgetsNothing() {
        String withIt = "heartbeats: [{name: " + name + ", interval: 50s}]";
        file(withIt).statusCode(200);
        round();
        TestClock.advance(Duration.ofSeconds(30));
        file("heartbeats: []").statusCode(200);
        round();
        file(withIt).statusCode(200);

        TestClock.advance(Duration.ofSeconds(20));
        round();

        state().body("state", is("missing"));
        alerts(1);
    }

    @Test
    void aReplicaWithoutAConfigurationLooksAtNothing() {
        file("heartbeats: [{name: " + name + ", interval: 50s}]").statusCode(200);
        round();
        var unread = new LiveConfiguration<>(OncallUnderTest.reader(List.of()), configuration.current(), clock);
        var refused = new HeartbeatService(store, intake, audit, unread, pool, clock, Duration.ofSeconds(150));

        TestClock.advance(Duration.ofSeconds(50));
        refused.round().await().atMost(Duration.ofSeconds(20));

        state().body("state", is("waiting"));
        round();
        state().body("state", is("missing"));
    }

    @Test
    void whatNobodyHadForLongBeginsAnew() {
        String withIt = "heartbeats: [{name: " + name + ", interval: 50s}]";
        file(withIt).statusCode(200);
        round();
        file("heartbeats: []").statusCode(200);
        for (int i = 0; i < 15; i++) {
            TestClock.advance(Duration.ofSeconds(50));
            round();
        }

        file(withIt).statusCode(200);
        round();

        state().body("state", is("waiting"))
                .body("expectedBy", is(TestClock.now().plusSeconds(50).toString()));
    }

    @Test
    void whatCannotBeDefinedIsToldAndWhoMayNotIsKeptOut() {
        for (String wrong : List.of(
                "{}",
                "{\"interval\":\"soon\"}",
                "{\"interval\":\"0s\"}",
                "{\"interval\":\"300y\"}",
                "{\"interval\":\"1m\",\"grace\":\"x\"}",
                "{\"interval\":\"1m\",\"labels\":{\"\":\"c\"}}",
                "{\"interval\":\"1m\",\"matchers\":[\"=~\"]}")) {
            put(wrong).statusCode(400);
        }
        file("heartbeats: [{name: A, interval: 1m}]").statusCode(400).body(containsString("lower-case"));
        file("heartbeats: [{name: a, interval: 1m}, {name: a, interval: 1m}]").statusCode(400);
        TestKeys.as(Role.VIEWER).post("/api/v1/heartbeats/" + name).then().statusCode(403);
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"interval\":\"1m\"}")
                .put("/api/v1/heartbeats/" + name)
                .then()
                .statusCode(403);
    }

    private void define(String definition) {
        put(definition).statusCode(200);
    }

    private ValidatableResponse put(String definition) {
        return TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(definition)
                .put("/api/v1/heartbeats/" + name)
                .then();
    }

    private static ValidatableResponse file(String text) {
        return TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body(text)
                .put("/api/v1/configuration/files/heartbeats.yaml")
                .then();
    }

    private ValidatableResponse beat() {
        return TestKeys.as(Role.INGEST).post("/api/v1/heartbeats/" + name).then();
    }

    private ValidatableResponse state() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/heartbeats/" + name).then().statusCode(200);
    }

    private ValidatableResponse alerts(int count) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=heartbeat=" + name)
                .then()
                .statusCode(200)
                .body("", hasSize(count));
    }

    private static void round() {
        TestKeys.as(Role.OPERATOR)
                .post("/internal/tasks/check-heartbeats")
                .then()
                .statusCode(200);
    }
}
