package dev.evenkeel.alertrouter.escalation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.DeliveryScheduler;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class EscalationJourneyTest {

    private static final HttpSink SINK = HttpSink.start();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static int counter;

    private final String name = "Escalated" + counter++;

    @Inject
    EscalationStore escalations;

    @Inject
    PageStore pages;

    @Inject
    RecipientService recipients;

    @Inject
    PageNotificationService notifications;

    @Inject
    IncidentService incidents;

    @Inject
    DeliveryService deliveries;

    @Inject
    DeliveryScheduler turns;

    @Inject
    EscalationMetrics metrics;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @BeforeEach
    void aTuesdayMorning() throws SQLException {
        SINK.reset();
        inDatabase("TRUNCATE alert, alert_group, alert_group_member, incident, oncall_override CASCADE");
        TestClock.set(Instant.parse("2026-03-03T10:00:00Z"));
        RouterUnderTest.configure("""
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - {name: everybody}
                - {name: anna-push, webhook_configs: [{url: %1$s/anna-push}]}
                - {name: anna-phone, webhook_configs: [{url: %1$s/anna-phone, send_resolved: false}]}
                - {name: ben-push, webhook_configs: [{url: %1$s/ben-push}]}
                - {name: boss, webhook_configs: [{url: %1$s/boss}]}
                - {name: chat, webhook_configs: [{url: %1$s/chat}], inbox_configs: [{}]}
                time_intervals:
                - {name: nights, time_intervals: [{times: [{start_time: "20:00", end_time: "24:00"}]}]}
                """.formatted(SINK.url("")));
        OncallUnderTest.apply("oncall.yaml", """
                people:
                - name: anna
                  contacts: [{name: push, receiver: anna-push}, {name: phone, receiver: anna-phone}]
                - {name: ben, contacts: [{receiver: ben-push}]}
                - {name: carl, contacts: [{receiver: boss}]}
                schedules:
                - {name: primary, time_zone: UTC, layers: [{people: [anna, ben], rotation: weekly, starts: 2026-03-02}]}
                - name: nobody
                  time_zone: UTC
                  layers: [{people: [anna], rotation: weekly, starts: 2026-01-01, ends: 2026-01-02}]
                """);
        escalate("""
                policies:
                - name: standard
                  levels:
                  - {targets: [{schedule: primary}, {receiver: chat}]}
                  - {after: 15m, targets: [{user: ben}]}
                  - {after: 30m, targets: [{user: carl}]}
                rules: [{severities: [critical], policy: standard}]
                notification_rules:
                - {people: [anna], high: [{contact: push}, {after: 5m, contact: phone}]}
                """);
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
        SINK.close();
    }

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
    void thePageIsAnAlertmanagerWebhookThatSaysWhy() {
        fire();

        HttpSink.Request page = SINK.requests().stream()
                .filter(request -> request.path().endsWith("/anna-push"))
                .findFirst()
                .orElseThrow();

        assertThat(page.body())
                .contains("\"receiver\":\"anna-push\"", "\"notification_reason\":\"escalation\"", name)
                .contains("\"groupKey\":\"{}:{alertname=\\\"" + name + "\\\"}\"")
                .contains("\"groupLabels\":{\"alertname\":\"" + name + "\"}");
        assertThat(page.header("Idempotency-Key")).isPresent();
    }

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

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
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

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
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

        moveBy(Duration.ofHours(1));
        timeline().body("text", hasItem("responder escalated to L2 of standard: ben"));
        escalateByHand("{\"level\": \"L9\"}").statusCode(409);
        escalateByHand("{\"policy\": \"none\"}").statusCode(409);
        resolve();
        escalateByHand("{}").statusCode(409);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=incident.escalate&objectId=" + incident())
                .then()
                .body("items", hasSize(2));
    }

    @Test
    void aChannelThatFailsIsTriedAgainAndHoldsUpNobody() {
        escalate("""
                policies: [{name: p, levels: [{targets: [{receiver: boss}, {receiver: ben-push}]}]}]
                rules: [{policy: p}]
                """);
        SINK.answer(request -> HttpSink.Answer.status(request.path().endsWith("/boss") ? 503 : 200));
        fire();
        assertThat(told()).containsExactlyInAnyOrder("boss", "ben-push");

        SINK.answer(HttpSink.Answer.status(200));
        moveBy(Duration.ofSeconds(2));

        assertThat(told()).containsExactly("boss");
        moveBy(Duration.ofMinutes(5));
        assertThat(told()).isEmpty();
        timeline()
                .body(
                        "text",
                        hasItem(containsString("boss/webhook[0] could not be told, it is tried again: unexpected")))
                .body("text", hasItem("boss/webhook[0] was told: L1 of p"));
    }

    @Test
    void ofAReplicaThatDiedBetweenClaimAndSendingAnotherTellsOnceUnderTheSameId() {
        openWithoutTelling();
        await(new EscalationService(escalations, pages, recipients, incidents, configuration, pool, clock)
                .advanceAll());
        List<Page> claimed =
                await(pages.claim(UUID.randomUUID(), List.of(), 100, TestClock.now(), Duration.ofSeconds(20)));
        assertThat(claimed).hasSize(3);

        moveBy(Duration.ofSeconds(19));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofSeconds(2));

        assertThat(SINK.requests())
                .extracting(request -> request.header("Idempotency-Key").orElseThrow())
                .isSubsetOf(claimed.stream().map(page -> page.id().toString()).toList());
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void twoServicesOverOneDatabaseTellEverybodyOnce() {
        List<String> names = new ArrayList<>();
        StringBuilder alerts = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            names.add(name + "x" + i);
            alerts.append(i == 0 ? "[" : ",").append(firing(name + "x" + i));
        }
        RouterUnderTest.post(alerts.append("]").toString()).statusCode(200);
        RouterUnderTest.flush();
        List<Uni<Void>> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var escalation =
                    new EscalationService(escalations, pages, recipients, incidents, configuration, pool, clock);
            var paging = new PagingService(
                    pages,
                    escalations,
                    notifications,
                    incidents,
                    deliveries,
                    turns,
                    metrics,
                    configuration,
                    pool,
                    clock);
            replicas.add(escalation
                    .advanceAll()
                    .chain(paging::tellAll)
                    .chain(escalation::advanceAll)
                    .chain(paging::tellAll));
        }

        await(Uni.join().all(replicas).andFailFast());
        run();
        run();

        for (String each : names) {
            assertThat(SINK.requests().stream().filter(request -> request.body().contains('"' + each + '"')))
                    .extracting(request -> request.path().substring(1))
                    .containsExactlyInAnyOrder("anna-push", "chat");
        }
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

    private static void asIfItHadBeenOpenedUnderOtherRules() throws SQLException {
        inDatabase("DELETE FROM escalation");
    }

    private static void inDatabase(String sql) throws SQLException {
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fire() {
        openWithoutTelling();
        run();
    }

    private void openWithoutTelling() {
        RouterUnderTest.post("[" + firing(name) + "]").statusCode(200);
        RouterUnderTest.flush();
    }

    private void resolve() {
        Instant now = TestClock.now();
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                                .formatted(name, now.minusSeconds(1), now))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        run();
    }

    private String firing() {
        return "[" + firing(name) + "]";
    }

    private static String firing(String name) {
        return "{\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"},\"endsAt\":\"2026-03-09T00:00:00Z\"}"
                .formatted(name);
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        run();
    }

    private static void run() {
        TestKeys.as(Role.OPERATOR).post("/internal/tasks/escalate").then().statusCode(200);
    }

    /** Who was told since this was asked last. */
    private static List<String> told() {
        List<String> paths = SINK.requests().stream()
                .map(request -> request.path().substring(1))
                .toList();
        SINK.reset();
        return paths;
    }

    private static void escalate(String yaml) {
        OncallUnderTest.apply("escalation.yaml", yaml);
    }

    private static void work(String verb, String body) {
        var request = TestKeys.as(Role.RESPONDER);
        if (body != null) {
            request.contentType(ContentType.JSON).body(body);
        }
        request.post("/api/v1/incidents/" + incident() + "/" + verb).then().statusCode(200);
    }

    private static ValidatableResponse escalateByHand(String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/incidents/" + incident() + "/escalate")
                .then();
    }

    private static String incident() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents?limit=1").path("items[0].id");
    }

    private static ValidatableResponse timeline() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident() + "/timeline")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse escalation() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident() + "/escalation")
                .then()
                .statusCode(200);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
