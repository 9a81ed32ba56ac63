package dev.evenkeel.alertrouter.notification.opsgenie;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code opsgenie_configs}; texts are templates.
 *
 * @param url ends with a slash
 * @param actions separated by commas, like tags
 * @param updates whether message and description of an alert that is already there are changed
 */
public record OpsgenieSettings(
        String url,
        Secret key,
        HttpSettings http,
        String message,
        String description,
        String source,
        Map<String, String> details,
        String entity,
        List<Responder> responders,
        String actions,
        String tags,
        String note,
        String priority,
        boolean updates,
        boolean sendResolved)
        implements HttpChannelSettings {

    /**
     * Who is told there.
     *
     * @param type team, user, escalation or schedule; {@code teams} has names separated by commas
     */
    public record Responder(String id, String name, String username, String type) {}

    @Override
    public String kind() {
        return "opsgenie";
    }
}
