package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** What becomes one incident goes on: nobody hears of an end before it ends, and nobody who is to come is left out. */
@ServiceTest
class MergedEscalationTest extends EscalationScenario {

    private final String other = name + "Other";

    /** What it names is not in the files of other tests. */
    @AfterEach
    void forgetTheRules() {
        escalate("policies: []");
    }

    @Test
    void whoWasToldOfAnIncidentThatIsMergedIsToldOfItsEndWhenAllOfItIsOver() {
        firedAndMerged();

        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
        over(name);
        assertThat(told()).isEmpty();
        over(other);

        assertThat(endsToldTo("anna-push")).containsExactlyInAnyOrder(name, other);
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "anna-push", "chat", "chat");
        moveBy(Duration.ofHours(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void theEndIsKeptThroughSeveralMerges() {
        String first = fired(name);
        String second = fired(other);
        String third = fired(other + "2");
        merge(second, first);
        merge(third, second);
        run();
        assertThat(told()).isEmpty();
        over(name);
        over(other);
        assertThat(told()).isEmpty();

        over(other + "2");

        assertThat(endsToldTo("anna-push")).containsExactlyInAnyOrder(name, other, other + "2");
    }

    @Test
    void whatIsSplitOffAgainTakesItsEndAlong() {
        String survivor = firedAndMerged();
        split(survivor, other);
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");

        endOneAfterTheOther();
    }

    private void endOneAfterTheOther() {
        over(other);
        assertThat(endsToldTo("anna-push")).containsExactly(other);
        told();
        over(name);
        assertThat(endsToldTo("anna-push")).containsExactly(name);
    }

    @Test
    void whatIsSplitOffAgainIsEndedAlsoWhenNoRuleIsForItAnyMore() {
        String survivor = firedAndMerged();
        run();
        assertThat(told()).isEmpty();
        escalate("policies: []");
        split(survivor, other);

        endOneAfterTheOther();
    }

    @Test
    void whatIsReopenedIsNotToldToBeOver() {
        String survivor = firedAndMerged();
        act(survivor, "resolve", "{}");

        act(survivor, "reopen", "{}");
        run();

        assertThat(endsToldTo("anna-push")).isEmpty();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void whoIsBeingToldWhileItIsMergedIsToldOfTheEndInItsTime() {
        String survivor = fired(name);
        openWithoutTelling(other);
        String merged = incident();
        var first = new AtomicBoolean(true);
        sink.answer(request -> {
            if (first.getAndSet(false)) {
                merge(survivor, merged);
            }
            return HttpSink.Answer.status(200);
        });

        run();
        moveBy(Duration.ofMinutes(1));
        assertThat(endsToldTo("anna-push", "chat")).isEmpty();
        told();
        over(name);
        over(other);

        assertThat(endsToldTo("anna-push", "chat")).contains(other);
    }

    @Test
    void theEscalationOfAnIncidentGoesOnInOneThatHasNone() {
        escalateOnlyDatabases();
        String survivor = fired(name);
        assertThat(told()).isEmpty();
        String merged = firedOfDatabases(other);
        merge(survivor, merged);

        run();
        assertThat(told()).isEmpty();
        ofIncident(survivor, "escalation").body("policy", is("standard")).body("state", is("running"));
        ofIncident(merged, "escalation").body("state", is("ended"));
        ofIncident(survivor, "timeline")
                .body("text", hasItem(containsString("standard goes on here from where it was in '" + other + "'")));
        moveBy(Duration.ofMinutes(5));
        assertThat(told()).containsExactly("anna-phone");
        moveBy(Duration.ofMinutes(10));
        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whoTakesOnTheOneThatGoesOnStopsWhatItTookOver() {
        escalateOnlyDatabases();
        String survivor = fired(name);
        merge(survivor, firedOfDatabases(other));

        act(survivor, "acknowledge", null);

        moveBy(Duration.ofHours(1));
        assertThat(told()).isEmpty();
        act(survivor, "unacknowledge", null);
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void oneThatSomebodyHasTakenOnKeepsWhatItTookOverForWhenItIsGivenBack() {
        escalateOnlyDatabases();
        String survivor = fired(name);
        act(survivor, "acknowledge", null);
        merge(survivor, firedOfDatabases(other));
        moveBy(Duration.ofHours(1));
        assertThat(told()).isEmpty();

        act(survivor, "unacknowledge", null);
        run();

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
    }

    @Test
    void whomSomebodyAskedForIsToldAlsoAfterAMerge() {
        String survivor = fired(name);
        String merged = fired(other);
        sink.answer(HttpSink.Answer.status(503));
        act(merged, "escalate", "{\"level\": \"L3\"}");
        run();
        assertThat(told()).containsExactly("boss");
        merge(survivor, merged);
        sink.answer(HttpSink.Answer.status(200));

        moveBy(Duration.ofMinutes(2));

        assertThat(told()).containsExactly("boss");
    }

    /** An incident of an alert of its own, whose first level was told. */
    private static String fired(String alert) {
        openWithoutTelling(alert);
        run();
        String incident = incident();
        told();
        return incident;
    }

    /** Two of them, of which the one that goes on is given. */
    private String firedAndMerged() {
        String survivor = fired(name);
        merge(survivor, fired(other));
        return survivor;
    }

    private static String firedOfDatabases(String alert) {
        open(firing(alert).replace("\"severity\"", "\"team\":\"db\",\"severity\""));
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        return incident();
    }

    private static void openWithoutTelling(String alert) {
        open(firing(alert));
    }

    /** Later than the one before, so that the newest is known. */
    private static void open(String alert) {
        TestClock.advance(Duration.ofSeconds(1));
        RouterUnderTest.post("[" + alert + "]").statusCode(200);
        RouterUnderTest.flush();
    }

    private static void escalateOnlyDatabases() {
        RouterUnderTest.configure("""
                route:
                  receiver: everybody
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  routes: [{matchers: [team="db"], receiver: db}]
                receivers:
                - {name: everybody}
                - {name: db}
                - {name: anna-push, webhook_configs: [{url: %1$s/anna-push}]}
                - {name: anna-phone, webhook_configs: [{url: %1$s/anna-phone, send_resolved: false}]}
                - {name: ben-push, webhook_configs: [{url: %1$s/ben-push}]}
                - {name: boss, webhook_configs: [{url: %1$s/boss}]}
                - {name: chat, webhook_configs: [{url: %1$s/chat}]}
                """.formatted(sink.url("")));
        escalateByStandard("receivers: [db]");
    }

    private static void over(String alert) {
        Instant now = TestClock.now();
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                                .formatted(alert, now.minusSeconds(1), now))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
        run();
    }

    private static void merge(String survivor, String merged) {
        act(survivor, "merge", "{\"incidents\": [\"" + merged + "\"]}");
    }

    private static void split(String incident, String alert) {
        String fingerprint = TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident + "/alerts")
                .path("find { it.labels.alertname == '" + alert + "' }.fingerprint");
        act(incident, "split", "{\"alerts\": [\"" + fingerprint + "\"]}");
    }

    private static void act(String incident, String verb, String body) {
        var request = TestKeys.as(Role.RESPONDER);
        if (body != null) {
            request.contentType(ContentType.JSON).body(body);
        }
        request.post("/api/v1/incidents/" + incident + "/" + verb).then().statusCode(200);
    }

    private static ValidatableResponse ofIncident(String incident, String what) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + incident + "/" + what)
                .then()
                .statusCode(200);
    }

    /** The names of the groups whose end these were told of since this was asked last. */
    private static List<String> endsToldTo(String... receivers) {
        return sink.requests().stream()
                .filter(request -> List.of(receivers).contains(request.path().substring(1)))
                .map(HttpSink.Request::body)
                .filter(body -> body.contains("\"status\":\"resolved\""))
                .map(body -> body.replaceAll("(?s).*\"groupKey\":\"\\{}[^\"]*\\\\\"([A-Za-z0-9]+)\\\\\"}\".*", "$1"))
                .toList();
    }
}
