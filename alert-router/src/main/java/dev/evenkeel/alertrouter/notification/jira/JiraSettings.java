package dev.evenkeel.alertrouter.notification.jira;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;

/**
 * One entry of {@code jira_configs}.
 *
 * @param url of the REST API with its version
 * @param project a template, like issue type, priority and labels
 * @param fields more of them: trees of plain values by name, whose texts are templates
 * @param transitions names, empty for none
 */
public record JiraSettings(
        String url,
        ApiType apiType,
        HttpSettings http,
        String project,
        String issueType,
        Text summary,
        Text description,
        String priority,
        List<String> labels,
        Map<String, Object> fields,
        Transitions transitions,
        boolean sendResolved)
        implements HttpChannelSettings {

    /** Whose search is asked; by the address if it is left to us. */
    public enum ApiType {
        AUTO,
        CLOUD,
        DATACENTER
    }

    /**
     * A text of an issue.
     *
     * @param updates whether it is changed in an issue that is there
     */
    public record Text(String template, boolean updates) {}

    /**
     * How issues are closed and opened again.
     *
     * @param reopenWithin how long after its resolution an issue is opened again; zero for never
     * @param wontFix the resolution of issues that are left alone
     */
    public record Transitions(String resolve, String reopen, Duration reopenWithin, String wontFix) {}

    @Override
    public String kind() {
        return "jira";
    }

    /** Up to four requests. */
    @Override
    public AttemptTime attemptTime() {
        return AttemptTime.PATIENT;
    }
}
