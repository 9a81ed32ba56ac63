package dev.evenkeel.alertrouter.notification.slack;

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

@ServiceTest
class SlackUpdatesTest {

    private static final HttpSink SLACK = HttpSink.start();
    private static int counter;

    private final String name = "Updates" + counter++;

    @BeforeEach
    void configure() {
        SLACK.reset();
        SLACK.answer(HttpSink.Answer.json(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.25\"}"));
        RouterUnderTest.configure("""
                global: {slack_app_token: bot, slack_app_url: '%s'}
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - name: team
                  slack_configs:
                  - {channel: alerts, update_message: true, send_resolved: true}
                """.formatted(SLACK.url("/api/chat.postMessage")));
        TestClock.stop();
    }

    @AfterAll
    static void close() {
        SLACK.close();
    }

    @Test
    void aMessageIsChangedAsLongAsItsGroupGoesOn() {
        tell("a", false);
        tell("b", false);
        tell("a", true);
        tell("b", true);
        tell("a", false);

        assertThat(told())
                .extracting(HttpSink.Request::path)
                .containsExactly(
                        "/api/chat.postMessage",
                        "/api/chat.update",
                        "/api/chat.update",
                        "/api/chat.update",
                        "/api/chat.postMessage");
        assertThat(told().getFirst().header("Authorization")).hasValue("Bearer bot");
        JsonObject changed = new JsonObject(told().get(1).body());
        assertThat(changed.getString("ts")).isEqualTo("17.25");
        assertThat(changed.getString("channel")).isEqualTo("C1");
    }

    @Test
    void twoEntriesOfAReceiverHaveAMessageEach() {
        RouterUnderTest.configure(
                """
                global: {slack_app_token: bot}
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - name: team
                  slack_configs:
                  - {channel: alerts, app_url: '%s', update_message: true}
                  - {channel: alerts, app_url: '%s', update_message: true}
                """.formatted(SLACK.url("/one/chat.postMessage"), SLACK.url("/two/chat.postMessage")));

        tell("a", false);
        tell("b", false);

        assertThat(told())
                .extracting(HttpSink.Request::path)
                .containsExactlyInAnyOrder(
                        "/one/chat.postMessage", "/two/chat.postMessage", "/one/chat.update", "/two/chat.update");
    }

    @Test
    void aMessageThatIsGoneIsPostedAnew() {
        tell("a", false);
        SLACK.answerOnce(HttpSink.Answer.json(200, "{\"ok\":false,\"error\":\"message_not_found\"}"));
        tell("b", false);

        assertThat(told())
                .extracting(HttpSink.Request::path)
                .containsExactly("/api/chat.postMessage", "/api/chat.update", "/api/chat.postMessage");
    }

    private void tell(String instance, boolean resolved) {
        Instant now = TestClock.now();
        String end = resolved ? ",\"endsAt\":\"" + now + "\"" : "";
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"},\"startsAt\":\"%s\"%s}]"
                        .formatted(name, instance, now.minusSeconds(1), end))
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();
    }

    private List<HttpSink.Request> told() {
        return SLACK.requests().stream()
                .filter(request -> request.body().contains(name))
                .toList();
    }
}
