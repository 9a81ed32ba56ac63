package dev.evenkeel.alertrouter.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What each channel sends, and what it makes of the answers. */
@ServiceTest
class ChannelsOnTheWireTest extends ChannelScenario {

    @Test
    void aStatusOfJiraDecidesWhetherItIsTriedAgain() {
        sink.answerOnce(HttpSink.Answer.status(429).with("Retry-After", "7"))
                .answerOnce(HttpSink.Answer.status(503))
                .answerOnce(HttpSink.Answer.status(400));
        String entry = "jira_configs: [{api_url: URL/rest/api/2, project: p, issue_type: t}]";

        DeliveryResult limited = deliver(entry);
        DeliveryResult failed = deliver(entry);
        DeliveryResult refused = deliver(entry);

        assertThat(limited)
                .isInstanceOfSatisfying(
                        DeliveryResult.Failed.class,
                        result -> assertThat(result.retryAfter()).hasValue(Duration.ofSeconds(7)));
        assertThat(failed).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(refused).isInstanceOf(DeliveryResult.Refused.class);
        assertThat(sink.requests())
                .extracting(HttpSink.Request::path)
                .containsExactly("/rest/api/2/search", "/rest/api/2/search", "/rest/api/2/search");
    }

    @Test
    void aTokenOfWeChatIsKeptUntilItHasEnded() {
        sink.answer(request -> request.path().startsWith("/gettoken")
                ? HttpSink.Answer.json(200, "{\"access_token\":\"t\"}")
                : HttpSink.Answer.json(200, "{\"errcode\":0}"));
        String entry = "wechat_configs: [{api_url: URL, api_secret: s, corp_id: c}]";
        deliver(entry);
        sink.answerOnce(HttpSink.Answer.json(200, "{\"errcode\":42001,\"errmsg\":\"ended\"}"));

        DeliveryResult ended = deliver(entry);
        DeliveryResult anew = deliver(entry);

        assertThat(ended).isInstanceOf(DeliveryResult.Failed.class);
        assertThat(anew).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(sink.requests().stream()
                        .filter(request -> request.path().startsWith("/gettoken"))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anIssueOfJiraThatIsDoneIsOpenedAgain() {
        sink.answerOnce(
                        HttpSink.Answer.json(
                                200,
                                "{\"issues\":[{\"key\":\"A-1\",\"fields\":{\"status\":{\"statusCategory\":{\"key\":\"done\"}}}}]}"))
                .answerOnce(HttpSink.Answer.status(204))
                .answerOnce(HttpSink.Answer.json(200, "{\"transitions\":[{\"id\":\"4\",\"name\":\"Again\"}]}"))
                .answerOnce(HttpSink.Answer.status(204));

        DeliveryResult result =
                deliver("jira_configs: [{api_url: URL, project: p, issue_type: t, reopen_transition: Again,"
                        + " reopen_duration: 1h}]");

        assertThat(result).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(sink.requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly(
                        "POST /search", "PUT /issue/A-1", "GET /issue/A-1/transitions", "POST /issue/A-1/transitions");
    }

    @Test
    void theTextOfASlackMessageStandsBesideItsAttachment() {
        sink.answer(HttpSink.Answer.text(200, "ok"));

        DeliveryResult result =
                deliver("slack_configs: [{api_url: URL/hook, channel: c, message_text: 'It is {{ .Status }}'}]");

        assertThat(result).isInstanceOf(DeliveryResult.Delivered.class);
        JsonObject message = new JsonObject(sink.requests().getFirst().body());
        assertThat(message.getString("text")).isEqualTo("It is firing");
        assertThat(message.getJsonArray("attachments")).hasSize(1);
    }

    @Test
    void aKeyOfPagerDutyMayBeInAFile(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "of {{ .CommonLabels.severity }}\n");
        String entry = "pagerduty_configs: [{routing_key_file: '" + key + "', url: URL/v2/enqueue}]";

        deliver(entry);
        Files.writeString(key, "another\n");
        deliver(entry);

        assertThat(sink.requests())
                .extracting(request -> new JsonObject(request.body()).getString("routing_key"))
                .containsExactly("of critical", "another");
    }

    @Test
    void aServiceKeyOfPagerDutyMayBeInAFile(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "of {{ .CommonLabels.severity }}\n");
        try (var pagerDuty = new InterceptingProxy(TestCertificate.make())) {
            deliver("pagerduty_configs: [{service_key_file: '" + key + "', http_config: {proxy_url: '" + pagerDuty.url()
                    + "', tls_config: {insecure_skip_verify: true}}}]");

            assertThat(pagerDuty.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).isEqualTo("/generic/2010-04-15/create_event.json");
                assertThat(new JsonObject(asked.body()).getString("service_key"))
                        .isEqualTo("of critical");
            });
        }
    }
}
