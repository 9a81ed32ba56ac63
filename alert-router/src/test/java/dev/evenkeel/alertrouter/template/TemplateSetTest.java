package dev.evenkeel.alertrouter.template;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateSetTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-29T02:00:05.5Z"), ZoneOffset.UTC);

    /** Every name that Alertmanager's default texts have. */
    private static final List<String> NAMES = List.of(
            "__alertmanager",
            "__alertmanagerURL",
            "__subject",
            "__description",
            "__text_alert_list",
            "__text_alert_list_markdown",
            "slack.default.title",
            "slack.default.username",
            "slack.default.fallback",
            "slack.default.callbackid",
            "slack.default.pretext",
            "slack.default.titlelink",
            "slack.default.iconemoji",
            "slack.default.iconurl",
            "slack.default.text",
            "slack.default.footer",
            "slack.default.color",
            "pagerduty.default.description",
            "pagerduty.default.client",
            "pagerduty.default.clientURL",
            "pagerduty.default.instances",
            "opsgenie.default.message",
            "opsgenie.default.description",
            "opsgenie.default.source",
            "wechat.default.message",
            "wechat.default.to_user",
            "wechat.default.to_party",
            "wechat.default.to_tag",
            "wechat.default.agent_id",
            "victorops.default.state_message",
            "victorops.default.entity_display_name",
            "victorops.default.monitoring_tool",
            "pushover.default.title",
            "pushover.default.message",
            "pushover.default.url",
            "sns.default.subject",
            "sns.default.message",
            "telegram.default.message",
            "discord.default.content",
            "discord.default.title",
            "discord.default.message",
            "webex.default.message",
            "msteams.default.summary",
            "msteams.default.title",
            "msteams.default.text",
            "msteamsv2.default.title",
            "msteamsv2.default.text",
            "jira.default.summary",
            "jira.default.description",
            "jira.default.priority",
            "rocketchat.default.title",
            "rocketchat.default.alias",
            "rocketchat.default.titlelink",
            "rocketchat.default.emoji",
            "rocketchat.default.iconurl",
            "rocketchat.default.text",
            "mattermost.default.color",
            "mattermost.default.username",
            "mattermost.default.title",
            "mattermost.default.titlelink",
            "mattermost.default.fallback",
            "mattermost.default.text",
            "email.default.subject",
            "email.default.html");

    private final TemplateSet templates = TemplateSet.ofDefaults(CLOCK);
    private final Rendering rendering = new Rendering(templates);

    @Test
    void everyNameOfAlertmanagersDefaultsGivesATextOfOurs() {
        assertThat(templates.names()).containsAll(NAMES);
        for (String name : NAMES) {
            String argument =
                    name.equals("pagerduty.default.instances") || name.startsWith("__text_alert") ? ".Alerts" : ".";
            String call = "{{ template \"" + name + "\" " + argument + " }}";

            assertThat(rendering.text(call)).as(name).doesNotContain("<no value>", "{{", "%!");
            assertThat(templates.renderHtml(call, ExampleData.data())).as(name).doesNotContain("<full>", "ZgotmplZ");
        }
    }

    @Test
    void aUsersFileReplacesADefaultAndABlankOneDoesNot() {
        TemplateSet own = templates.with(
                "own.tmpl",
                "{{ define \"__subject\" }}own {{ .Receiver }}{{ end }}{{ define \"slack.default.color\" }} {{ end }}");

        assertThat(own.renderText("{{ template \"slack.default.title\" . }}", ExampleData.data()))
                .isEqualTo("own team-X");
        assertThat(own.renderText("{{ template \"slack.default.color\" . }}", ExampleData.data()))
                .isEqualTo("danger");
        assertThat(rendering.text("{{ template \"slack.default.title\" . }}")).isEqualTo("FIRING 1: Disk (zz=1)");
    }

    /** What Alertmanager has got since the one that the oracle is. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
        {{ .CommonLabels }}                                              § alertname=Disk, zz=1
        {{ printf "%v" .CommonLabels.SortedPairs }}                      § alertname=Disk, zz=1
        {{ .CommonLabels.Names.Join "-" }}                               § alertname-zz
        {{ (dict "a" 1 "b" (list 1 "x" nil)).b }}                        § [1 x <nil>]
        {{ $l := list 1 }}{{ append $l 2 3 }}{{ $l }}                    § [1 2 3][1]
        {{ $d := dict "a" nil }}{{ $d.a }} {{ $d.x }}                    § <no value> <no value>
        {{ toJson (dict "b" 1.5 "a" (stringSlice "<x>" "é")) }}          § {"a":["\\u003cx\\u003e","é"],"b":1.5}
        {{ toJson (index .Alerts 1).Labels }}                            § {"alertname":"Disk","instance":"b:2","severity":"warning"}
        {{ (index .Alerts 1).StartsAt | toJson }}                        § "2026-03-28T23:00:00+02:00"
        {{ (index .Alerts 0).StartsAt | date "2006-01-02 15:04 MST" }}   § 2026-03-29 00:30 UTC
        {{ (index .Alerts 1).EndsAt | tz "Europe/Paris" | date "15:04 MST -0700" }} § 03:00 CEST +0200
        {{ (index .Alerts 0).StartsAt | tz "Asia/Dubai" | date "15:04 MST" }}       § 04:30 +04
        {{ with index .Alerts 1 }}{{ .StartsAt.Compare .EndsAt }} {{ .EndsAt.Compare .StartsAt }} {{ .EndsAt.Compare .EndsAt.Local }}{{ end }} § -1 1 0
        {{ now.GoString }} {{ (now | tz "Local").Location }} {{ (now | tz "Asia/Tokyo").GoString }} § time.Date(2026, time.March, 29, 2, 0, 5, 500000000, time.Local) UTC time.Date(2026, time.March, 29, 11, 0, 5, 500000000, time.Location("Asia/Tokyo"))
        {{ (now | tz "Asia/Tokyo").In now.Location }} {{ toJson now.Location }} § 2026-03-29 02:00:05.5 +0000 UTC {}
        {{ now.AddDate 0 0 9223372036854775807 }}                        § template: :1:6: executing "" at <now.AddDate>: error calling AddDate: time out of range
        {{ since (index .Alerts 1).EndsAt }} {{ now.Unix }}              § 1h0m5.5s 1774749605
        {{ since (index .Alerts 1).EndsAt | humanizeDuration }}          § 1h 0m 5s
        {{ humanizeDuration 0.00125 }} {{ humanizeDuration "90061" }} {{ humanizeDuration 0 }} {{ humanizeDuration -5.5 }} § 1.25ms 1d 1h 1m 1s 0s -5.5s
        {{ trimSpace " a  " }}|{{ urlUnescape "a+b%20%C3%A9" }}          § a|a b é
        {{ base64encode "a?b>é" }} {{ base64decode "YT9iPsOp" }}         § YT9iPsOp a?b>é
        {{ routeLabels "team" }}{{ routeLabels "x" }} {{ .RouteLabels }} § sea team=sea
        {{ range 3 }}{{ . }}{{ end }}{{ range $i := 0 }}x{{ else }}-{{ end }} § 012-
        {{ with .Nope2 }}{{ end }}                                       § template: :1:8: executing "" at <.Nope2>: can't evaluate field Nope2 in type template.Data
        {{ with "" }}a{{ else with "x" }}{{ . }}{{ end }}                § x
        {{ (toDate "2006-01-02" "2026-03-29").Unix }} {{ (toDate "2006" "x").IsZero }} § 1774742400 true
        {{ (mustToDate "2006" "x") }}                                    § template: :1:4: executing "" at <mustToDate "2006" "x">: error calling mustToDate: parsing time "x" as "2006": cannot parse "x" as "2006"
        {{ tz "Mars/Base" (index .Alerts 0).StartsAt }}                  § template: :1:3: executing "" at <tz "Mars/Base" (index .Alerts 0).StartsAt>: error calling tz: unknown time zone Mars/Base
        {{ urlUnescape "%zz" }}                                          § template: :1:3: executing "" at <urlUnescape "%zz">: error calling urlUnescape: invalid URL escape "%zz"
        {{ dict 1 2 }}                                                   § template: :1:3: executing "" at <dict 1 2>: error calling dict: dict keys must be strings
        {{ join "," (list "a") }}                                        § template: :1:18: executing "" at <"a">: wrong type for value; expected []string; got []interface {}
        """)
    void newerFunctionsDoWhatAlertmanagersDo(String template, String expected) {
        assertThat(rendering.attempt(template)).isEqualTo(expected);
    }

    @Test
    void whatIsMarkedAsSafeIsNotEscapedWhereItIs() {
        assertThat(rendering.html("<a href='{{ safeUrl \"x:y\" }}'>{{ safeHtml \"<b>\" }}</a>"))
                .isEqualTo("<a href='x:y'><b></a>");
        assertThat(rendering.html("<a href='{{ \"x:y\" }}'>{{ safeUrl \"<b>\" }}</a>"))
                .isEqualTo("<a href='#ZgotmplZ'>&lt;b&gt;</a>");
    }
}
