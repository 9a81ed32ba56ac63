package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RealAlertmanager;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The same configuration and the same alerts for a real Alertmanager and for ours: the same requests reach each service. */
@ServiceTest
class ReceiversDropInTest {

    private static final String CONFIGURATION = """
            global:
              slack_api_url: '%1$s/slack/global'
              opsgenie_api_url: '%1$s/opsgenie'
              opsgenie_api_key: '{{ .CommonLabels.severity }}-key'
            route: {receiver: everybody, group_by: [alertname, cluster], group_wait: 1s, group_interval: 1s}
            receivers:
            - name: everybody
              pagerduty_configs:
              - routing_key: '{{ .CommonLabels.severity }}-routing'
                url: '%1$s/pagerduty/v2'
                client: 'client {{ .Status }}'
                client_url: 'http://client.example/?q={{ .GroupLabels.alertname | urlquery }}'
                description: '{{ .GroupLabels.alertname }} {{ range .Alerts }}{{ .Labels.instance }} {{ end }}'
                severity: '{{ .CommonLabels.severity }}'
                class: 'class {{ .CommonLabels.cluster }}'
                component: 'component'
                group: '{{ .CommonAnnotations.nothing }}'
                details:
                  firing: 'f {{ .Alerts.Firing | len }}'
                  resolved: 'r {{ .Alerts.Resolved | len }}'
                  num_firing: 'f'
                  num_resolved: 'r'
                  own: '{{ .CommonLabels.SortedPairs.Values | join "/" }} <ä>'
                images: [{src: 'http://image.example/{{ .Status }}', alt: a, href: h}, {src: '', alt: none}]
                links: [{href: 'http://link.example', text: '{{ .Receiver }}'}, {text: none}]
                http_config: {basic_auth: {username: anna, password: word}}
              slack_configs:
              - channel: '#{{ .CommonLabels.cluster }}'
                send_resolved: true
                username: 'name {{ .Status }}'
                icon_emoji: ':{{ .Status }}:'
                color: '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'
                title: '{{ .GroupLabels.alertname }}'
                title_link: 'http://link.example/{{ .GroupLabels.alertname | toLower }}'
                pretext: 'pre'
                text: '{{ range .Alerts }}{{ .Annotations.summary }} {{ .Labels.instance | title }}\\n{{ end }}'
                fallback: 'fall'
                callback_id: 'back'
                footer: 'foot'
                icon_url: ''
                image_url: 'http://image.example'
                thumb_url: 'http://thumb.example'
                link_names: true
                short_fields: true
                mrkdwn_in: [text]
                fields:
                - {title: 'first {{ .Status }}', value: '{{ .CommonLabels.severity }}'}
                - {title: second, value: b, short: false}
                actions:
                - {type: button, text: 'Look {{ .Status }}', url: 'http://run.example', name: ignored, value: ignored}
                - type: button
                  text: Do
                  name: action
                  value: '{{ .GroupLabels.cluster }}'
                  style: danger
                  confirm: {title: Sure, text: 'Really {{ .Status }}', ok_text: 'Yes', dismiss_text: 'No'}
              - api_url: '%1$s/slack/bot'
                channel: team
                send_resolved: true
                title: '{{ range .Alerts }}0123456789012345678901234567890123456789012345678901234567890123456789{{ end }}{{ reReplaceAll "." "longer " "%2$s" }}'
                text: a
                fallback: b
                username: c
                title_link: ''
                footer: ''
                color: ''
                http_config: {authorization: {credentials: token}}
              opsgenie_configs:
              - message: '{{ .GroupLabels.alertname }} {{ reReplaceAll "." "very " "%2$s" }}'
                description: '{{ range .Alerts }}{{ .Annotations.summary }}; {{ end }}'
                source: 'source {{ .Receiver }}'
                details: {more: '{{ .Status }}', severity: 'own'}
                responders:
                - {name: '{{ .CommonLabels.cluster }}', type: team}
                - {name: 'a,b,,c', type: '{{ "teams" }}'}
                - {username: x@example.org, type: user}
                tags: 'one,{{ .Status }},,two'
                actions: 'act,go'
                note: 'note {{ .Status }}'
                priority: P2
                entity: '{{ .CommonLabels.cluster }}'
                update_alerts: true
            """.replace("%2$s", "x".repeat(150));

    private static final String OTHERS = """
            global:
              victorops_api_url: '%1$s/victorops'
              victorops_api_key: victor
            route: {receiver: everybody, group_by: [alertname, cluster], group_wait: 1s, group_interval: 1s}
            receivers:
            - name: everybody
              victorops_configs:
              - routing_key: 'to {{ .CommonLabels.cluster }}'
                message_type: '{{ .CommonLabels.severity }}'
                state_message: '{{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'
                entity_display_name: '{{ .GroupLabels.alertname }}'
                monitoring_tool: us
                custom_fields: {own: 'field {{ .Status }}'}
              discord_configs:
              - webhook_url: '%1$s/discord'
                title: '{{ .GroupLabels.alertname }}'
                message: '{{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'
              webex_configs:
              - api_url: '%1$s/webex'
                room_id: room
                message: '{{ .Status }} {{ reReplaceAll "." "äöü very long " "%2$s" }}{{ reReplaceAll "." "0123456789012345678901234567890123456789012345" "%2$s" }}'
                http_config: {authorization: {credentials: bot}}
            """.replace("%2$s", "x".repeat(150));

    private static final String CHATS = """
            route: {receiver: everybody, group_by: [alertname, cluster], group_wait: 1s, group_interval: 1s}
            receivers:
            - name: everybody
              telegram_configs:
              - api_url: '%1$s/telegram'
                bot_token: '1:token'
                chat_id: -100200
                message: '<b>{{ .GroupLabels.alertname }}</b> {{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'
              - api_url: '%1$s/telegram'
                bot_token: '2:token'
                chat_id: 7
                parse_mode: MarkdownV2
                disable_notifications: true
                message: '{{ .Status }} {{ reReplaceAll "." "äöü very long indeed, really " "%2$s" }}'
              wechat_configs:
              - api_url: '%1$s/wechat/'
                api_secret: 's*cr~t & more'
                corp_id: 'corp/1'
                message: '{{ .GroupLabels.alertname }} {{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'
                to_user: 'user {{ .Status }}'
                to_party: party
                to_tag: tag
                agent_id: '7'
                send_resolved: true
              - api_url: '%1$s/wechat'
                api_secret: other
                corp_id: corp
                message: '**{{ .Status }}**'
                message_type: markdown
                to_user: ''
                send_resolved: true
              sns_configs:
              - api_url: '%1$s'
                sigv4: {region: us-east-2, access_key: AKID, secret_key: secret}
                topic_arn: 'arn:aws:sns:us-east-2:1:{{ .CommonLabels.severity }}'
                subject: 'It is {{ .Status }} ~ *'
                message: '{{ range .Alerts }}{{ .Annotations.summary }} {{ end }}'
                attributes: {team: 'a {{ .Status }}', '{{ .Receiver }}': b}
              - api_url: '%1$s'
                sigv4: {region: us-east-2, access_key: AKID, secret_key: secret}
                phone_number: '+49 1'
                subject: s
                message: '{{ .Status }}{{ reReplaceAll "." "0123456789012345678901234567890123456789" "%2$s" }}'
              - api_url: '%1$s'
                sigv4: {region: us-east-2, access_key: AKID, secret_key: secret}
                topic_arn: 'arn:aws:sns:us-east-2:1:topic.fifo'
                subject: ''
                message: m
                attributes: {a: b}
            """.replace("%2$s", "x".repeat(150));

    private final HttpSink toldByTheirs = HttpSink.start();
    private final HttpSink toldByOurs = HttpSink.start();

    @AfterEach
    void close() {
        toldByTheirs.close();
        toldByOurs.close();
    }

    @Test
    void everyServiceIsToldTheSame() {
        bothTell(CONFIGURATION, 6, 10);
    }

    @Test
    void everyOtherServiceIsToldTheSame() {
        bothTell(OTHERS, 3, 6);
    }

    @Test
    void telegramWeChatAndSnsAreToldTheSame() {
        bothTell(CHATS, 9, 16);
    }

    private void bothTell(String configuration, int whileFiring, int altogether) {
        answerAsTheServicesDo(toldByTheirs);
        answerAsTheServicesDo(toldByOurs);
        try (RealAlertmanager theirs = RealAlertmanager.start(addressedTo(toldByTheirs, configuration))) {
            RouterUnderTest.configure(addressedTo(toldByOurs, configuration));
            // just now, so that both wait for the second alert: Alertmanager may tell of the first one alone otherwise
            Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
            postToBoth(theirs, alerts(start, null));
            await(whileFiring);
            assertThat(told(toldByOurs)).containsExactlyElementsOf(told(toldByTheirs));

            postToBoth(theirs, alerts(start, Instant.now().minusMillis(5)));
            await(altogether);
        }

        assertThat(told(toldByOurs)).containsExactlyElementsOf(told(toldByTheirs));
    }

    private static void answerAsTheServicesDo(HttpSink sink) {
        sink.answer(request -> answer(request.path()));
    }

    private static HttpSink.Answer answer(String path) {
        if (path.startsWith("/slack")) {
            return HttpSink.Answer.text(200, "ok");
        }
        if (path.startsWith("/telegram")) {
            return HttpSink.Answer.json(200, "{\"ok\":true,\"result\":{\"message_id\":1,\"chat\":{\"id\":1}}}");
        }
        if (path.startsWith("/wechat")) {
            return HttpSink.Answer.json(200, "{\"errcode\":0,\"access_token\":\"token\"}");
        }
        return path.equals("/")
                ? HttpSink.Answer.text(
                        200,
                        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                                + "<MessageId>1</MessageId></PublishResult></PublishResponse>")
                : HttpSink.Answer.json(path.startsWith("/discord") ? 204 : 202, "{}");
    }

    private static String addressedTo(HttpSink sink, String configuration) {
        return configuration.replace("%1$s", "http://127.0.0.1:" + sink.port());
    }

    private static void postToBoth(RealAlertmanager theirs, String alerts) {
        assertThat(theirs.post("/api/v2/alerts", alerts).status()).isEqualTo(200);
        RouterUnderTest.post(alerts).statusCode(200);
    }

    /** Fails by the comparison that follows, which says what is missing. */
    private void await(int requests) {
        try {
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
                RouterUnderTest.flush();
                return toldByTheirs.requests().size() >= requests
                        && toldByOurs.requests().size() >= requests;
            });
        } catch (ConditionTimeoutException missing) {
            assertThat(told(toldByOurs)).containsExactlyElementsOf(told(toldByTheirs));
            throw missing;
        }
    }

    /** What matters of each request, in an order of its own. */
    private static List<String> told(HttpSink sink) {
        return sink.requests().stream()
                .map(request -> request.method() + " " + request.path() + " "
                        + Stream.of("Authorization", "Content-Type")
                                .map(name -> request.header(name).orElse(""))
                                // the rest of a signature depends on the moment
                                .map(value -> value.replaceFirst("/20\\d{6}/.*", "/..."))
                                .toList()
                        + " " + body(request.body()))
                .map(text -> text.replace(":" + sink.port() + "/", "/"))
                .sorted()
                .toList();
    }

    private static Object body(String body) {
        return body.startsWith("{")
                ? sorted(new JsonObject(body))
                : Stream.of(body.split("&", -1)).sorted().toList();
    }

    private static Map<String, Object> sorted(JsonObject json) {
        var sorted = new TreeMap<String, Object>();
        json.forEach(field -> sorted.put(
                field.getKey(), field.getValue() instanceof JsonObject inner ? sorted(inner) : field.getValue()));
        return sorted;
    }

    private static String alerts(Instant start, Instant end) {
        return Stream.of("a", "b")
                .map(instance ->
                        """
                        {"labels":{"alertname":"Disk \\"full\\"","severity":"critical","cluster":"ü-1","instance":"%s"},
                         "annotations":{"summary":"<b> & 'quotes' on %s"},"startsAt":"%s"%s}
                        """.formatted(instance, instance, start, end == null ? "" : ",\"endsAt\":\"" + end + "\""))
                .toList()
                .toString();
    }
}
