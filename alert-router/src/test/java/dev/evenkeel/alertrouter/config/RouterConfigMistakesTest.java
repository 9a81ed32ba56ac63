package dev.evenkeel.alertrouter.config;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A mistake is named with its place and what is allowed, and leaves in force what was. */
class RouterConfigMistakesTest extends RouterConfigUnderTest {

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    file_outputs: [{}]                                          | event_recorder file output requires a path
                    webhook_outputs: [{}]                                       | event_recorder webhook output requires a url
                    webhook_outputs: [{url: <secret>}]                          | event_recorder webhook output requires an absolute http(s) url
                    webhook_outputs: [{url: 'ftp://a'}]                         | unsupported scheme "ftp" for URL
                    webhook_outputs: [{url: 'http://a', batch_max_events: -1}]  | event_recorder webhook batch settings cannot be negative
                    webhook_outputs: [{url: 'http://a', batch_max_events: 1}]   | event_recorder webhook batch settings require batch: true
                    kafka_outputs: [{topic: a}]                                 | event_recorder kafka: at least one broker is required
                    kafka_outputs: [{brokers: [a]}]                             | event_recorder kafka output requires a topic
                    kafka_outputs: [{brokers: [a], topic: a, acks: x}]          | event_recorder kafka: unknown acks "x", must be "none", "leader", or "all"
                    """)
    void aMistakeInTheEventRecorderIsNamedWithItsLine(String recorder, String reason) {
        load("route: {receiver: a}\nreceivers: [{name: a}]\nevent_recorder: {" + recorder.strip() + "}\n");

        assertThat(live.status().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).isEqualTo(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    timeout: 2m    | counts as 60s
                    workers: 1000  | counts as 100
                    """)
    void aWebhookOfTheEventRecorderHasItsLimits(String setting, String said) {
        load(
                "route: {receiver: a}\nreceivers: [{name: a}]\nevent_recorder: {webhook_outputs: [{url: 'http://a', %s}]}\n"
                        .formatted(setting));

        assertThat(live.status().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.reason()).contains(said));
    }
}
