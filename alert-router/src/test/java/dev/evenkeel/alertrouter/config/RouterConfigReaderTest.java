package dev.evenkeel.alertrouter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.webhook.WebhookSettings;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class RouterConfigReaderTest extends RouterConfigUnderTest {

    @Test
    void readsRoutesReceiversAndTimings() {
        load("""
                global: {resolve_timeout: 2m}
                route:
                  receiver: team
                  group_by: [alertname]
                  repeat_interval: 1d
                  routes:
                  - match_re: {severity: 'critical|page'}
                    matchers: ['{team="a",env!="dev"}', zone=~"x.*"]
                    receiver: pager
                    group_wait: 5s
                    continue: true
                receivers:
                - name: team
                  inbox_configs: [{send_resolved: false}]
                - name: pager
                  webhook_configs:
                  - url_file: secrets/url
                    max_alerts: 3
                    http_config: {authorization: {credentials_file: secrets/token}}
                """);

        RouterConfig config = live.current();
        Route pager = config.route()
                .match(Labels.of("severity", "page", "team", "a", "zone", "xy"))
                .getFirst();
        assertThat(live.status().problems()).isEmpty();
        assertThat(config.resolveTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(pager.key())
                .isEqualTo("{}/{env!=\"dev\",severity=~\"^(?:critical|page)$\",team=\"a\",zone=~\"x.*\"}");
        assertThat(pager.options().repeatInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(config.integrations("pager")).singleElement().satisfies(RouterConfigReaderTest::isThePager);
    }

    private static void isThePager(Integration integration) {
        var webhook = (WebhookSettings) integration.settings();
        assertThat(webhook.maxAlerts()).isEqualTo(3);
        assertThat(webhook.sendResolved()).isTrue();
        assertThat(webhook.url()).hasToString("<secret>");
    }

    @Test
    void withoutAnyFileEverythingGoesToTheInbox() {
        assertThat(live.current().route().options().receiver()).isEqualTo("inbox");
        assertThat(live.current().integrations("inbox")).hasSize(1);
    }

    @Test
    void thePrintedInhibitRulesAreReadBackTheSame() {
        load("""
                route: {receiver: a}
                receivers: [{name: a}]
                inhibit_rules:
                - source_match: {a: b}
                  source_match_re: {c: 'd.*'}
                  target_matchers: ['x=~"y"', z!=1]
                  equal: [cluster, az]
                - {}
                """);
        var inhibition = live.current().inhibition();

        load(live.current().asWritten());

        assertThat(live.status().problems()).isEmpty();
        assertThat(inhibition.rules()).hasSize(2);
        assertThat(live.current().inhibition()).isEqualTo(inhibition);
    }

    @Test
    void aRouteHasItsOwnTimesWhichItsChildrenDoNotInherit() {
        load("""
                route:
                  receiver: a
                  routes:
                  - mute_time_intervals: [nights]
                    active_time_intervals: [weekdays]
                    routes: [{matchers: [x=y]}]
                receivers: [{name: a}]
                time_intervals: [{name: weekdays, time_intervals: [{weekdays: ['monday:friday'], location: Europe/Berlin}]}]
                mute_time_intervals: [{name: nights, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]}]
                """);

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().route().match(Labels.of("a", "b")).getFirst().schedule())
                .isEqualTo(new RouteSchedule(List.of("nights"), List.of("weekdays")));
        assertThat(live.current().route().match(Labels.of("x", "y")).getFirst().schedule())
                .isEqualTo(RouteSchedule.always());
    }

    @Test
    void thePrintedTimeIntervalsAreReadBackTheSame() {
        load("""
                route: {receiver: a, routes: [{active_time_intervals: [all], mute_time_intervals: [none]}]}
                receivers: [{name: a}]
                time_intervals:
                - name: none
                - name: all
                  time_intervals:
                  - {}
                  - times: [{start_time: '00:00', end_time: '24:00'}, {start_time: '09:30', end_time: '09:31'}]
                    weekdays: ['monday:friday', sunday]
                    days_of_month: ['1:5', '-3:-1', 7]
                    months: ['1:may', december, '13']
                    years: ['2020:2022', '2030']
                    location: Europe/Berlin
                  - location: UTC
                """);
        var intervals = live.current().timeIntervals();

        load(live.current().asWritten());

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().timeIntervals()).isEqualTo(intervals);
    }

    @Test
    void thePrintedConfigurationIsReadBackToTheSameRoutes() {
        load("""
                route: {receiver: a, group_by: ['...'], routes: [{match: {x: 'y"z'}, group_wait: 0s, group_by: []}]}
                receivers: [{name: a, webhook_configs: [{url: 'http://user.example/hidden', http_config: {bearer_token: hidden}}]}]
                """);
        String digest = live.current().routingDigest();
        String printed = live.current().asWritten();

        // what stands for a secret is no path that we would contact
        load(printed.replace("/<secret>", "/secret"));

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().routingDigest()).isEqualTo(digest);
        assertThat(printed).doesNotContain("hidden").contains("<secret>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S|b", "{S}", "S^b", "S b", "<S>", "`S`", "ß"})
    void aUrlThatGoTakesIsTakenAndOnlyItsHostIsShown(String token) {
        load("""
                route: {receiver: a}
                receivers:
                - name: a
                  webhook_configs: [{url: 'https://us:hidden@h.example:1/hook?token=hidden%s'}]
                """.formatted(token));

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().asWritten())
                .contains("url: \"https://h.example:1/<secret>\"")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    webhook_configs: [{url: 'http://a'}]                                            | 10
                    webhook_configs: [{url: 'http://a', timeout: 2s}]                               | 10
                    webhook_configs: [{url: 'http://a'}, {url: 'http://a', timeout: 30s}]           | 30
                    slack_configs: [{api_url: 'http://a', timeout: 1m}]                             | 60
                    email_configs: [{to: a@b, from: c@d, smarthost: 'e:25', hello: f}]              | 30
                    jira_configs: [{api_url: 'http://a', project: b, issue_type: c}]                | 30
                    inbox_configs: [{}]                                                             | 10
                    """)
    void aReceiverHasTheTimeThatItsSlowestIntegrationMayNeed(String integrations, int seconds) {
        load("route: {receiver: a}\nreceivers: [{name: a, %s}]".formatted(integrations.strip()));

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.status().notices()).isEmpty();
        assertThat(live.current().longestAttempt("a")).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aFullGlobalSectionIsReadAndShownWithoutItsSecrets() {
        load("""
                global:
                  resolve_timeout: 3m
                  smtp_smarthost: mail.example:587
                  smtp_from: alerts@example.org
                  smtp_auth_username: alerts
                  smtp_auth_password: hidden-1
                  smtp_auth_secret: hidden-2
                  smtp_require_tls: false
                  slack_api_url: https://hooks.slack.example/hidden-3
                  pagerduty_url: https://pagerduty.example/v2
                  opsgenie_api_key: hidden-4
                  opsgenie_api_url: https://opsgenie.example/
                  victorops_api_key: hidden-5
                  wechat_api_secret: hidden-6
                  wechat_api_corp_id: corp
                  telegram_bot_token: hidden-7
                  webex_api_url: https://webex.example/
                  jira_api_url: https://jira.example/
                  rocketchat_token: hidden-8
                  rocketchat_token_id: hidden-9
                  mattermost_webhook_url: https://mattermost.example/hidden-0
                  http_config:
                    proxy_url: http://user:hidden-a@proxy.example:3128
                    no_proxy: internal.example
                    tls_config: {ca_file: ca.pem, min_version: TLS12}
                    oauth2: {client_id: us, client_secret: hidden-b, token_url: 'https://token.example', scopes: [a]}
                    http_headers: {X-Team: {values: [a], secrets: [hidden-c], files: [header]}}
                route: {receiver: a}
                receivers: [{name: a, inbox_configs: [{}]}]
                """);

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().resolveTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(live.current().asWritten())
                .doesNotContain("hidden")
                .doesNotContain("inbox")
                .contains("smtp_auth_password: \"<secret>\"")
                .contains("proxy_url: \"http://user:xxxxx@proxy.example:3128\"");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:pa:ss@proxy.example:3128, http://user:xxxxx@proxy.example:3128",
        "http://:pass@proxy.example, http://:xxxxx@proxy.example",
        "http://user@proxy.example:3128, http://user@proxy.example:3128"
    })
    void thePasswordOfAProxyIsNotShownWhateverCharactersItHas(String url, String shown) {
        load("""
                route: {receiver: a}
                receivers: [{name: a, webhook_configs: [{url: 'https://a.example', http_config: {proxy_url: '%s'}}]}]
                """.formatted(url));

        assertThat(live.current().asWritten()).contains("proxy_url: \"" + shown + "\"");
    }

    @Test
    void templatesAreReadWithTheConfigurationAndAMistakeInThemNamesFileAndLine(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("good.tmpl"), "{{ define \"greeting\" }}Hello{{ end }}");
        var reader = new RouterConfigReader(folder, List.of(), TEMPLATES, MatcherSyntax.CLASSIC);
        var configuration = new LiveConfiguration<>(reader, RouterConfig.toInbox(TEMPLATES), Clock.systemUTC());
        var files = new TreeMap<>(Map.of(
                "alertmanager.yml", "route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: ['*.tmpl', none/*]\n"));
        configuration.load(files);
        assertThat(configuration.current().templates().names()).contains("greeting", "slack.default.title");

        Files.writeString(folder.resolve("later.tmpl"), "first line\n{{ if }}");
        configuration.load(files);

        assertThat(configuration.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo("template: later.tmpl:2: missing value for if");
        });
        assertThat(configuration.current().templates().names()).contains("greeting");
    }
}
