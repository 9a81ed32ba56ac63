package dev.evenkeel.alertrouter.notification.jira;

import java.util.Optional;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class JiraMessageTest {

    private static final String LABEL = "ALERT{" + ExampleContent.firing().groupKeyHash() + "}";

    @Test
    void anIssueIsLookedForByTheGroupsLabel() {
        ChannelRequest request = JiraMessage.search(
                settings(
                        "https://us.atlassian.net/rest/api/2",
                        "reopen_transition: Again, reopen_duration: 1h," + " wont_fix_resolution: \"Won't\""),
                ExampleContent.firing());

        assertThat(request.url()).isEqualTo("https://us.atlassian.net/rest/api/3/search/jql");
        assertThat(new JsonObject(request.body()).getString("jql"))
                .isEqualTo("(resolution is EMPTY or resolution != \"Won't\") and (resolutiondate is EMPTY OR"
                        + " resolutiondate >= -60m) and project=\"OPS\" and labels=\"" + LABEL
                        + "\" order by status ASC,resolutiondate DESC");
    }

    @Test
    void anAddressThatOnlyGoTakesIsTakenForWhatItIs() {
        ChannelRequest request = JiraMessage.search(
                settings("https://us.atlassian.net/rest/api/2?a={b}", "labels: []"), ExampleContent.firing());

        assertThat(request.url()).isEqualTo("https://us.atlassian.net/rest/api/3/search/jql?a={b}");
    }

    @Test
    void anIssueHasTheFieldsOfTheConfiguration() {
        ChannelRequest request = JiraMessage.issue(
                settings(
                        "http://jira.example/rest/api/2",
                        "labels: [z], fields: {customfield_1: {value: '{{ .Status }}'}}"),
                ExampleContent.firing(),
                Optional.empty());

        assertThat(request.method() + " " + request.url()).isEqualTo("POST http://jira.example/rest/api/2/issue");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"fields": {"summary": "S", "description": "D", "issuetype": {"name": "Bug"},
                         "labels": ["%s", "z"], "project": {"key": "OPS"}, "priority": {"name": "P"},
                         "customfield_1": {"value": "firing"}}}""".formatted(LABEL)));
    }

    @Test
    void whatIsNotToBeChangedIsLeftOutOfAChange() {
        ChannelRequest request = JiraMessage.issue(
                settings("http://jira.example/rest/api/2", "{template: S, enable_update: false}", "labels: []"),
                ExampleContent.firing(),
                Optional.of(new JiraIssue("OPS-1", "new")));

        assertThat(request.method() + " " + request.url()).isEqualTo("PUT http://jira.example/rest/api/2/issue/OPS-1");
        assertThat(new JsonObject(request.body()).getJsonObject("fields").getMap())
                .doesNotContainKey("summary")
                .containsKey("description");
    }

    @Test
    void theFirstIssueOfAnAnswerCounts() {
        assertThat(JiraIssue.firstOf("""
                        {"issues": [{"key": "A-1", "fields": {"status": {"statusCategory": {"key": "done"}}}}, {"key": "A-2"}]}""")).hasValue(new JiraIssue("A-1", "done"));
        assertThat(JiraIssue.firstOf("{\"issues\": []}")).isEmpty();
        assertThat(JiraIssue.transition("{\"transitions\":[{\"id\":\"4\",\"name\":\"Close\"}]}", "Close"))
                .hasValue("4");
    }

    private static JiraSettings settings(String url, String fields) {
        return settings(url, "S", fields);
    }

    private static JiraSettings settings(String url, String summary, String fields) {
        return ExampleReceiver.settings(
                JiraSettings.class,
                "jira_configs: [{api_url: '%s', project: OPS, issue_type: Bug, summary: %s, description: D, priority: P, %s}]"
                        .formatted(url, summary, fields));
    }
}
