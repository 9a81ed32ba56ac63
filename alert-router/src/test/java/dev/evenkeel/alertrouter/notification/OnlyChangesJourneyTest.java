package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** The receiver {@code changes} is told only what changed; {@code whole}, beside it, everything. */
@ServiceTest
class OnlyChangesJourneyTest {

    private static final HttpSink CHANGES = HttpSink.start();
    private static final HttpSink WHOLE = HttpSink.start();
    private static int counter;

    private final String name = "Changing" + counter++;

    @BeforeEach
    void standStill() {
        CHANGES.reset();
        WHOLE.reset();
        TestClock.stop();
        RouterUnderTest.configure("""
                route:
                  receiver: whole
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  repeat_interval: 3m
                  routes:
                  - {receiver: changes, continue: true}
                  - {receiver: whole}
                receivers:
                - {name: changes, webhook_configs: [{url: '%s'}]}
                - {name: whole, webhook_configs: [{url: '%s'}]}
                """.formatted(CHANGES.url("/"), WHOLE.url("/")));
    }

    @AfterAll
    static void close() {
        CHANGES.close();
        WHOLE.close();
    }

    @Test
    void aNotificationHoldsWhatChangedAndGoesOnToFireUntilTheLastAlertEnds() {
        post(firing("a"), firing("b"));
        moveBy(Duration.ZERO);
        assertThat(instances(CHANGES)).containsExactly(List.of("a", "b"));

        post(firing("c"));
        moveBy(Duration.ofMinutes(1));
        post(resolved("a"));
        moveBy(Duration.ofMinutes(1));

        assertThat(instances(CHANGES)).containsExactly(List.of("a", "b"), List.of("c"), List.of("a"));
        assertThat(instances(WHOLE)).containsExactly(List.of("a", "b"), List.of("a", "b", "c"), List.of("a", "b", "c"));
        JsonObject last = told(CHANGES).getLast();
        assertThat(last.getString("status")).isEqualTo("firing");
        assertThat(last.getJsonArray("alerts").getJsonObject(0).getString("status"))
                .isEqualTo("resolved");
    }

    @Test
    void aRepeatHoldsEverythingAndEveryEndIsTold() {
        post(firing("a"));
        moveBy(Duration.ZERO);
        post(firing("b"));
        moveBy(Duration.ofMinutes(1));
        moveBy(Duration.ofMinutes(1));
        moveBy(Duration.ofMinutes(1));
        moveBy(Duration.ofMinutes(1));
        post(resolved("a"), resolved("b"));
        moveBy(Duration.ofMinutes(1));

        assertThat(instances(CHANGES))
                .containsExactly(List.of("a"), List.of("b"), List.of("a", "b"), List.of("a", "b"));
        assertThat(told(CHANGES).getLast().getString("status")).isEqualTo("resolved");
    }

    @Test
    void whatCouldNotBeToldIsPartOfWhatIsToldNext() {
        post(firing("a"));
        moveBy(Duration.ZERO);
        CHANGES.answer(HttpSink.Answer.status(400));
        post(firing("b"));
        moveBy(Duration.ofMinutes(1));
        CHANGES.answer(HttpSink.Answer.status(200));

        post(firing("c"));
        moveBy(Duration.ofMinutes(1));

        assertThat(instances(CHANGES)).containsExactly(List.of("a"), List.of("b"), List.of("b", "c"));
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time.plusMillis(1));
        RouterUnderTest.flush();
        RouterUnderTest.flush();
    }

    private List<JsonObject> told(HttpSink sink) {
        return sink.requests().stream()
                .map(HttpSink.Request::body)
                .filter(body -> body.contains('"' + name + '"'))
                .map(JsonObject::new)
                .toList();
    }

    private List<List<String>> instances(HttpSink sink) {
        return told(sink).stream()
                .map(document -> document.getJsonArray("alerts").stream()
                        .map(alert ->
                                ((JsonObject) alert).getJsonObject("labels").getString("instance"))
                        .sorted()
                        .toList())
                .toList();
    }

    private static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    private String firing(String instance) {
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"},\"endsAt\":\"%s\"}"
                .formatted(name, instance, TestClock.now().plus(Duration.ofHours(1)));
    }

    private String resolved(String instance) {
        Instant now = TestClock.now();
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}"
                .formatted(name, instance, now.minusSeconds(1), now);
    }
}
