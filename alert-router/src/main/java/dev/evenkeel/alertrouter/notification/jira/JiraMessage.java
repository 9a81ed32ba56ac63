package dev.evenkeel.alertrouter.notification.jira;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.fields.GoUrl;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.ApiType;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.Text;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.Transitions;
import dev.evenkeel.alertrouter.template.format.GoQuoting;

/** The requests by which an issue is found, written and closed. A label with the group's hash says whose it is. */
final class JiraMessage {

    /** In characters. */
    static final int LONGEST_SUMMARY = 255;

    static final int LONGEST_DESCRIPTION = 32_767;

    private JiraMessage() {}

    static ChannelRequest search(JiraSettings settings, NotificationContent content) {
        var search = new JsonFields()
                .with("fields", List.of("status"))
                .with("jql", query(settings, content))
                .with("maxResults", 2);
        return english(ChannelRequest.post(searchUrl(settings), search.json()));
    }

    private static String searchUrl(JiraSettings settings) {
        boolean cloud = settings.apiType() == ApiType.CLOUD
                || (settings.apiType() == ApiType.AUTO
                        && String.valueOf(GoUrl.readBefore(settings.url()).getHost())
                                .endsWith("atlassian.net"));
        // version 2 has no search in the cloud any more
        return cloud
                ? UrlText.below(settings.url(), "search/jql").replaceFirst("/rest/api/2/", "/rest/api/3/")
                : UrlText.below(settings.url(), "search");
    }

    private static String query(JiraSettings settings, NotificationContent content) {
        Transitions transitions = settings.transitions();
        long minutes = transitions.reopenWithin().toMinutes();
        boolean reopens = !content.isResolved() && !transitions.reopen().isEmpty() && minutes > 0;
        // an issue without a resolution does not match "!="
        String notForgone = transitions.wontFix().isEmpty()
                ? ""
                : "(resolution is EMPTY or resolution != " + GoQuoting.quote(transitions.wontFix()) + ") and ";
        String open = reopens
                ? "(resolutiondate is EMPTY OR resolutiondate >= -" + minutes + "m) and "
                : "statusCategory != Done and ";
        return notForgone + open + "project=" + GoQuoting.quote(content.text(settings.project())) + " and labels="
                + GoQuoting.quote(label(content)) + " order by status ASC,resolutiondate DESC";
    }

    private static String label(NotificationContent content) {
        return "ALERT{" + content.groupKeyHash() + "}";
    }

    /** @param existing the issue to change; empty to open a new one */
    static ChannelRequest issue(JiraSettings settings, NotificationContent content, Optional<JiraIssue> existing) {
        String body = new JsonFields()
                .with("fields", fields(settings, content, existing.isPresent()))
                .json();
        return english(existing.map(issue -> ChannelRequest.put(url(settings, issue), body))
                .orElseGet(() -> ChannelRequest.post(UrlText.below(settings.url(), "issue"), body)));
    }

    private static Map<String, Object> fields(JiraSettings settings, NotificationContent content, boolean existing) {
        var fields = new JsonFields();
        if (isWritten(settings.summary(), existing)) {
            fields.with(
                    "summary", TextLimit.runes(content.text(settings.summary().template()), LONGEST_SUMMARY));
        }
        if (isWritten(settings.description(), existing)) {
            fields.withUnlessEmpty("description", description(settings, content));
        }
        fields.with("issuetype", name(content.text(settings.issueType())))
                .with("labels", labels(settings, content))
                .with("project", Map.of("key", content.text(settings.project())))
                .withUnlessEmpty("priority", name(content.text(settings.priority())));
        settings.fields().forEach((name, value) -> fields.with(name, content.tree(value)));
        return fields.asMap();
    }

    private static boolean isWritten(Text text, boolean existing) {
        return !existing || text.updates();
    }

    private static Map<String, Object> name(String name) {
        return new JsonFields().withUnlessEmpty("name", name).asMap();
    }

    private static List<String> labels(JiraSettings settings, NotificationContent content) {
        return Stream.concat(settings.labels().stream().map(content::text), Stream.of(label(content)))
                .sorted()
                .toList();
    }

    /** A text, or a document as version 3 of the API wants it. */
    private static Object description(JiraSettings settings, NotificationContent content) {
        String text = TextLimit.runes(content.text(settings.description().template()), LONGEST_DESCRIPTION);
        boolean document = settings.url().replaceFirst("/+$", "").endsWith("/3");
        if (!document || text.isBlank()) {
            return document ? "" : text;
        }
        return AnswerJson.object(text)
                .orElseThrow(() -> new UnsendableException("description template: invalid JSON for API v3"));
    }

    static ChannelRequest transitions(JiraSettings settings, JiraIssue issue) {
        return english(ChannelRequest.get(url(settings, issue) + "/transitions"));
    }

    static ChannelRequest transition(JiraSettings settings, JiraIssue issue, String id) {
        return english(ChannelRequest.post(
                url(settings, issue) + "/transitions",
                new JsonFields().with("transition", Map.of("id", id)).json()));
    }

    private static String url(JiraSettings settings, JiraIssue issue) {
        return UrlText.below(settings.url(), "issue/" + issue.key());
    }

    /** Names of transitions and errors are as the configuration has them, whatever the account's language. */
    private static ChannelRequest english(ChannelRequest request) {
        return request.header("Accept-Language", "en");
    }
}
