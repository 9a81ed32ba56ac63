package dev.evenkeel.alertrouter.notification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** How long texts may be, and which answers are tried again: for every receiver, as Alertmanager 0.34 has it. */
@ServiceTest
class ReceiverRulesTest extends ChannelScenario {
    private static final int[] STATUSES = {
        200, 201, 202, 204, 304, 400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 599
    };
    private static final Set<Integer> SERVER_ERRORS = Set.of(500, 502, 503, 504, 599);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Beside 5xx. Alertmanager tries 429 again for opsgenie, pagerduty (version 2), jira and incidentio; we do so for all, which is
     * what the status asks for.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            webhook_configs: [{url: URL/hook}] | /hook | 429 | 200 201 202 204
            slack_configs: [{api_url: URL/hook, channel: c}] | /hook | 429 |
            slack_configs: [{api_url: URL/api/chat.postMessage, channel: c}] | /api/chat.postMessage | 429 |
            pagerduty_configs: [{url: URL/v2, routing_key: k}] | /v2 | 429 | 200 201 202 204
            opsgenie_configs: [{api_url: URL/, api_key: k}] | /v2/alerts | 429 | 200 201 202 204
            victorops_configs: [{api_url: URL/, api_key: k, routing_key: r}] | /k/r | 429 | 200 201 202 204
            discord_configs: [{webhook_url: URL/hook}] | /hook | 429 | 200 201 202 204
            webex_configs: [{api_url: URL/v1, room_id: r, http_config: {authorization: {credentials: t}}}] | /v1 | 429 | 200 201 202 204
            msteams_configs: [{webhook_url: URL/hook}] | /hook | 429 | 200 201 202 204
            msteamsv2_configs: [{webhook_url: URL/hook}] | /hook | 429 | 200 201 202 204
            mattermost_configs: [{webhook_url: URL/hook}] | /hook | 429 | 200 201 202 204
            incidentio_configs: [{url: URL/source, alert_source_token: t}] | /source | 429 | 200 201 202 204
            rocketchat_configs: [{api_url: URL, token: t, token_id: u}] | /api/v1/chat.postMessage | 200 201 202 204 429 |
            sns_configs: [{api_url: URL/, topic_arn: a, sigv4: {region: r, access_key: k, secret_key: s}}] | / | 429 | 200 201 202 204
            telegram_configs: [{api_url: URL, bot_token: t, chat_id: 1}] | /bott/sendMessage | 200 201 202 204 304 400 401 403 404 408 409 413 422 429 |
            wechat_configs: [{api_url: URL/, api_secret: s, corp_id: c}] | /message/send?access_token=t | 200 201 202 204 304 400 401 403 404 408 409 413 422 429 |
            """)
    void whichStatusesAreTriedAgainAndNotBeforeTheTimeThatIsAskedFor(
            String entry, String path, String retried, String delivered) {
        Set<Integer> expected = new TreeSet<>(SERVER_ERRORS);
        expected.addAll(numbers(retried));
        Set<Integer> failed = new TreeSet<>();
        Set<Integer> taken = new TreeSet<>();

        for (int status : STATUSES) {
            sink.answer(request -> request.path().contains("gettoken")
                    ? HttpSink.Answer.json(200, "{\"access_token\":\"t\"}")
                    : HttpSink.Answer.status(status).with("Retry-After", "17"));
            switch (deliver(entry)) {
                case DeliveryResult.Failed again -> {
                    failed.add(status);
                    if (status == 429 || status == 503) {
                        assertThat(again.retryAfter()).hasValue(Duration.ofSeconds(17));
                    }
                }
                case DeliveryResult.Delivered _ -> taken.add(status);
                case DeliveryResult.Refused _ -> {
                    // neither
                }
            }
        }

        assertThat(failed).isEqualTo(expected);
        assertThat(taken).isEqualTo(numbers(delivered));
        assertThat(sink.requests().getLast().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            slack_configs: [{api_url: URL/hook, channel: c}]                       | 200 | ok                                   | Delivered
            slack_configs: [{api_url: URL/hook, channel: c}]                       | 200 | no_service                           | Refused
            slack_configs: [{api_url: URL/hook, channel: c}]                       | 200 | {"ok":true}                          | Delivered
            slack_configs: [{api_url: URL/hook, channel: c}]                       | 200 | {"ok":false,"error":"ratelimited"}   | Refused
            slack_configs: [{api_url: URL/hook, channel: c}]                       | 200 | {                                    | Failed
            rocketchat_configs: [{api_url: URL, token: t, token_id: u}]            | 200 | {"success":true}                     | Delivered
            rocketchat_configs: [{api_url: URL, token: t, token_id: u}]            | 200 | {"success":false,"error":"no"}       | Refused
            rocketchat_configs: [{api_url: URL, token: t, token_id: u}]            | 200 | {                                    | Failed
            telegram_configs: [{api_url: URL, bot_token: t, chat_id: 1}]           | 200 | {"ok":true}                          | Delivered
            telegram_configs: [{api_url: URL, bot_token: t, chat_id: 1}]           | 400 | {"ok":false,"error_code":400}        | Failed
            """)
    void whatStandsInTheBodyOfAnAnswerCounts(String entry, int status, String body, String result) {
        sink.answer(body.startsWith("{") ? HttpSink.Answer.json(status, body) : HttpSink.Answer.text(status, body));

        DeliveryResult delivered = deliver(entry);

        assertThat(delivered.getClass().getSimpleName()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            slack_configs: [{api_url: URL/hook, channel: c, title: LONG}]                            | 1024   | /attachments/0/title
            pagerduty_configs: [{url: URL/v2, routing_key: k, description: LONG}]                     | 1024   | /payload/summary
            opsgenie_configs: [{api_url: URL/, api_key: k, message: LONG}]                           | 130    | /message
            victorops_configs: [{api_url: URL/, api_key: k, routing_key: r, state_message: LONG}]    | 20480  | /state_message
            discord_configs: [{webhook_url: URL/hook, title: LONG}]                                  | 256    | /embeds/0/title
            discord_configs: [{webhook_url: URL/hook, message: LONG}]                                | 4096   | /embeds/0/description
            discord_configs: [{webhook_url: URL/hook, content: LONG}]                                | 2000   | /content
            mattermost_configs: [{webhook_url: URL/hook, text: LONG, attachments: [{title: t}]}]     | 16383  | /text
            rocketchat_configs: [{api_url: URL, token: t, token_id: u, title: LONG}]                 | 1024   | /attachments/0/title
            telegram_configs: [{api_url: URL, bot_token: t, chat_id: 1, message: LONG, parse_mode: ''}] | 4096 | /text
            jira_configs: [{api_url: URL/rest/api/2, project: p, issue_type: t, summary: LONG}]      | 255    | /fields/summary
            jira_configs: [{api_url: URL/rest/api/2, project: p, issue_type: t, description: LONG}]  | 32767  | /fields/description
            """)
    void aTextThatIsTooLongIsCutToTheLastCharacterThatFits(String entry, int most, String place) {
        sink.answer(HttpSink.Answer.json(200, "{\"issues\":[],\"ok\":true,\"success\":true}"));

        deliver(entry.replace("LONG", '"' + "😀".repeat(most + 1) + '"'));
        String cut = sent(place);
        sink.reset();
        sink.answer(HttpSink.Answer.json(200, "{\"issues\":[],\"ok\":true,\"success\":true}"));
        deliver(entry.replace("LONG", '"' + "😀".repeat(most) + '"'));

        assertThat(cut).isEqualTo("😀".repeat(most - 1) + "…");
        assertThat(sent(place)).isEqualTo("😀".repeat(most));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            webex_configs: [{api_url: URL/v1, room_id: r, message: LONG, http_config: {authorization: {credentials: t}}}]                     | 7439   | markdown | …
            sns_configs: [{api_url: URL/, topic_arn: a, message: LONG, sigv4: {region: r, access_key: k, secret_key: s}}]                     | 262144 | Message  | ``
            sns_configs: [{api_url: URL/, phone_number: '+1', message: LONG, sigv4: {region: r, access_key: k, secret_key: s}}]               | 1600   | Message  | ``
            """)
    void whereBytesCountNoCharacterIsCutInTwo(String entry, int most, String field, String mark) {
        deliver(entry.replace("LONG", '"' + "x" + "ß".repeat(most) + '"'));

        String body = sink.requests().getLast().body();
        String text = body.startsWith("{") ? sent("/" + field) : form(body, field);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(most - 3, most);
        assertThat(text).startsWith("xß").endsWith("ß" + mark);
    }

    private String sent(String place) {
        String body = sink.requests().getLast().body();
        try {
            return JSON.readTree(body).at(place).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static String form(String body, String field) {
        return Arrays.stream(body.split("&"))
                .filter(pair -> pair.startsWith(field + "="))
                .map(pair -> URLDecoder.decode(pair.substring(field.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Integer> numbers(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
