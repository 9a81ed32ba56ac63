package dev.evenkeel.alertrouter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RouterConfigReaderTest {

    private static final TemplateSet TEMPLATES = TemplateSet.ofDefaults(Clock.systemUTC());

    private final LiveConfiguration<RouterConfig> live = new LiveConfiguration<>(
            new RouterConfigReader(Path.of("/etc/evenkeel"), List.of(), TEMPLATES, MatcherSyntax.CLASSIC),
            RouterConfig.toInbox(TEMPLATES),
            Clock.systemUTC());

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    route: {receiver: b}                                  | undefined receiver "b" used in route
                    route: {group_by: [alertname]}                        | root route must specify a default receiver
                    route: {receiver: a, matchers: [x=y]}                 | root route must not have any matchers
                    route: {receiver: a, continue: true}                  | cannot have continue in root route
                    route: {receiver: a, group_by: ['...', x]}            | cannot have wildcard group_by (`...`) and other labels at the same time
                    route: {receiver: a, group_by: [x, x]}                | duplicated label "x" in group_by
                    route: {receiver: a, group_by: [a-b]}                 | invalid label name "a-b" in group_by list
                    route: {receiver: a, group_interval: 0s}              | group_interval cannot be zero
                    route: {receiver: a, routes: [{matchers: [x]}]}       | bad matcher format: x
                    route: {receiver: a, routes: [{match_re: {x: '('}}]}  | error parsing regexp: missing closing ): `^(?:^(?:()$)$`
                    route: {receiver: a, mute_time_intervals: [x]}        | root route must not have any mute time intervals
                    route: {receiver: a, active_time_intervals: [x]}      | root route must not have any active time intervals
                    route: {receiver: a, routes: [{mute_time_intervals: [x]}]}   | undefined time interval "x" used in route
                    route: {receiver: a, routes: [{active_time_intervals: [x]}]} | undefined time interval "x" used in route
                    route: {receiver: a, group_wiat: 1s}                  | is not a field here; allowed are active_time_intervals, continue, group_by, group_interval, group_wait, labels, match, match_re, matchers, mute_time_intervals, receiver, repeat_interval, routes
                    route: {receiver: a, group_wait: soon}                | must be a duration such as 30s, 5m or 1h30m, not 'soon'
                    """)
    void aMistakeInARouteIsNamedWithItsLine(String route, String reason) {
        load("receivers:\n- name: a\n" + route.strip() + "\n");

        assertThat(live.status().problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    receivers: [{name: a}]          | no routes provided
                    {receivers: [{name: a}], route: } | no routes provided
                    route: {receiver: a}            | undefined receiver "a" used in route
                    """)
    void aFileWithoutARouteOrItsReceiverIsRefused(String file, String reason) {
        load(file + "\n");

        assertThat(live.status().problems()).extracting(ConfigProblem::reason).containsExactly(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook",
                "email",
                "pagerduty",
                "opsgenie",
                "wechat",
                "slack",
                "victorops",
                "pushover",
                "sns",
                "telegram",
                "discord",
                "webex",
                "msteams",
                "msteamsv2",
                "jira",
                "incidentio",
                "rocketchat",
                "mattermost",
                "inbox"
            })
    void anEntryOfAReceiverThatIsNothingIsNamed(String kind) {
        load("route: {receiver: a}\nreceivers:\n- name: a\n  " + kind + "_configs: [null]\n");

        assertThat(live.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.path()).isEqualTo("receivers[0]." + kind + "_configs[0]");
            assertThat(problem.reason()).isEqualTo("missing " + kind + " config");
        });
    }

    @Test
    void aLabelThatIsToEqualNothingHasToBeMissing() {
        load("{route: {receiver: a, routes: [{match: {x: }}]}, receivers: [{name: a}]}\n");

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().route().match(Labels.of("y", "z")).getFirst().key())
                .isEqualTo("{}/{x=\"\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    slak_configs: [{}]                                           | is not a field here
                    labels: {name: b}                                            | receiver label "name" must match receiver name "a", got "b"
                    pagerduty_configs: [{}]                                      | missing service or routing key in PagerDuty config
                    opsgenie_configs: [{}]                                       | no global OpsGenie API Key set either inline or in a file
                    opsgenie_configs: [{api_key: a, responders: [{name: b, type: c}]}] | opsGenieConfig responder { b  c} type does not match valid options ^(team|teams|user|escalation|schedule)$
                    slack_configs: [{}]                                          | no Slack API URL nor App token set either inline or in a file
                    slack_configs: [{api_url: 'http://a', app_token: b}]         | at most one of api_url/api_url_file & app_token/app_token_file must be configured
                    slack_configs: [{app_token: a, http_config: {bearer_token: b}}] | http authorization can't be set when using Slack App tokens
                    slack_configs: [{api_url: 'http://a', update_message: true}] | update_message can only be used with bot tokens. api_url must be set to https://slack.com/api/chat.postMessage
                    slack_configs: [{api_url: 'http://a', fields: [{title: b}]}] | missing value in Slack field configuration
                    email_configs: [{}]                                          | missing to address in email config
                    email_configs: [{to: a}]                                     | no global SMTP smarthost set
                    email_configs: [{to: a, headers: {x: a, X: b}}]              | duplicate header "X" in email config
                    webhook_configs: [{}]                                        | one of url or url_file must be configured
                    webhook_configs: [{url: 'http://a', url_file: b}]            | at most one of url & url_file must be configured
                    webhook_configs: [{url: 'ftp://a'}]                          | unsupported scheme "ftp" for URL
                    webhook_configs: [{url: 'http://a', http_config: {basic_auth: {username: a}, bearer_token: b}}] | at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured
                    """)
    void aMistakeInAReceiverIsNamedWithItsLine(String integration, String reason) {
        load("route: {receiver: a}\nreceivers:\n- name: a\n  " + integration.strip() + "\n");

        assertThat(live.status().problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.reason()).startsWith(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    time_intervals: [{time_intervals: []}]                          | missing name in time interval
                    mute_time_intervals: [{name: ''}]                               | missing name in mute time interval
                    time_intervals: [{name: x}, {name: x}]                          | time interval "x" is not unique
                    mute_time_intervals: [{name: x}, {name: x}]                     | mute time interval "x" is not unique
                    time_intervals: [{name: x, time_intervals: [{weekdays: [fri]}]}]                         | fri is not a valid weekday
                    time_intervals: [{name: x, time_intervals: [{weekdays: ['friday:monday']}]}]             | start day cannot be before end day
                    time_intervals: [{name: x, time_intervals: [{weekdays: ['a:b:c']}]}]                     | couldn't parse range a:b:c, invalid format
                    time_intervals: [{name: x, time_intervals: [{days_of_month: ['0']}]}]                    | 0 is not a valid day of the month: out of range
                    time_intervals: [{name: x, time_intervals: [{days_of_month: ['-3:2']}]}]                 | end day must be negative if start day is negative
                    time_intervals: [{name: x, time_intervals: [{days_of_month: ['10:-28']}]}]               | end day -28 is always before start day 10
                    time_intervals: [{name: x, time_intervals: [{days_of_month: [x]}]}]                      | strconv.Atoi: parsing "x": invalid syntax
                    time_intervals: [{name: x, time_intervals: [{months: ['may:january']}]}]                 | end month january is before start month may
                    time_intervals: [{name: x, time_intervals: [{months: [jan]}]}]                           | jan is not a valid month
                    time_intervals: [{name: x, time_intervals: [{years: ['2020:2019']}]}]                    | end year 2019 is before start year 2020
                    time_intervals: [{name: x, time_intervals: [{times: [{start_time: '9:00', end_time: '10:00'}]}]}]  | couldn't parse timestamp 9:00, invalid format
                    time_intervals: [{name: x, time_intervals: [{times: [{start_time: '09:00', end_time: '09:00'}]}]}] | start time cannot be equal or greater than end time
                    time_intervals: [{name: x, time_intervals: [{times: [{start_time: '09:00'}]}]}]          | both start and end times must be provided
                    time_intervals: [{name: x, time_intervals: [{location: Nowhere/X}]}]                     | unknown time zone Nowhere/X
                    """)
    void aMistakeInATimeIntervalIsNamedWithItsLine(String intervals, String reason) {
        load("route: {receiver: a}\nreceivers: [{name: a}]\n" + intervals.strip() + "\n");

        assertThat(live.status().problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    inhibit_rules: [{source_match: {a-b: c}}]       | invalid label name "a-b"
                    inhibit_rules: [{target_match_re: {a: '('}}]    | error parsing regexp: missing closing ): `^(?:^(?:()$)$`
                    inhibit_rules: [{source_matchers: [x]}]         | bad matcher format: x
                    inhibit_rules: [{equal: ['a-b']}]               | invalid label name "a-b" in equal list
                    inhibit_rules: [{source_match_re: {a: }}]       | invalid regexp value for "a"
                    """)
    void aMistakeInAnInhibitRuleIsNamedWithItsLine(String rules, String reason) {
        load("route: {receiver: a}\nreceivers: [{name: a}]\n" + rules.strip() + "\n");

        assertThat(live.status().problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo(reason);
        });
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
    void twoReceiversOfOneNameAreRefused() {
        load("route: {receiver: a}\nreceivers:\n- name: a\n- name: a\n");

        assertThat(live.status().problems())
                .extracting(ConfigProblem::reason)
                .containsExactly("notification config name \"a\" is not unique");
    }

    @Test
    void aRefusedFileLeavesWhatWasInForce() {
        load("route: {receiver: a}\nreceivers: [{name: a}]");

        load("route: {receiver: b}\nreceivers: [{name: a}]");

        assertThat(live.current().route().options().receiver()).isEqualTo("a");
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
    void aTimeoutThatIsCutIsSaidToBe() {
        load("route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: 'http://a', timeout: 5m}]}]");

        assertThat(live.status().successful()).isTrue();
        assertThat(live.status().notices())
                .extracting(ConfigProblem::path, ConfigProblem::reason)
                .containsExactly(tuple(
                        "receivers[0].webhook_configs[0].timeout",
                        "counts as 60s, the longest that an attempt may take here"));
        assertThat(live.current().longestAttempt("a")).isEqualTo(Duration.ofSeconds(60));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    slack_app_token: a, slack_app_token_file: b                  | at most one of slack_app_token & slack_app_token_file must be configured
                    slack_app_token: a, slack_api_url: 'https://b'               | at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be configured
                    opsgenie_api_key: a, opsgenie_api_key_file: b                | at most one of opsgenie_api_key & opsgenie_api_key_file must be configured
                    smtp_smarthost: mail                                         | address mail: missing port in address
                    smtp_smarthost: 'mail:'                                      | address "mail:": port cannot be empty
                    webex_api_url: 'gopher://a'                                  | unsupported scheme "gopher" for URL
                    jira_api_url: 'http:///a'                                    | missing host for URL
                    http_config: {tls_config: {cert: a}}                         | exactly one of key or key_file must be configured when a client certificate is configured
                    http_config: {tls_config: {min_version: TLS14}}              | unknown TLS version: TLS14
                    http_config: {oauth2: {client_id: a}}                        | oauth2 token_url must be configured
                    http_config: {no_proxy: a}                                   | if no_proxy is configured, proxy_url must also be configured
                    http_config: {proxy_from_environment: true, proxy_url: 'http://a'} | if proxy_from_environment is configured, proxy_url must not be configured
                    http_config: {authorization: {type: Basic}}                  | authorization type cannot be set to "basic", use "basic_auth" instead
                    http_config: {authorization: {}, oauth2: {client_id: a, token_url: b}} | at most one of basic_auth, oauth2 & authorization must be configured
                    http_config: {http_headers: {authorization: {values: [a]}}}  | setting header "authorization" is not allowed
                    """)
    void aMistakeInTheGlobalSectionIsNamedWithItsLine(String global, String reason) {
        load("route: {receiver: a}\nreceivers: [{name: a}]\nglobal: {" + global.strip() + "}\n");

        assertThat(live.status().problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo(reason);
        });
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

    private void load(String yaml) {
        SortedMap<String, String> files = new TreeMap<>(Map.of("alertmanager.yml", yaml));
        live.load(files);
    }
}
