package dev.evenkeel.alertrouter.notification.victorops;

import java.util.Map;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/** One entry of {@code victorops_configs}; texts but the URL are templates. */
public record VictorOpsSettings(
        String url,
        Secret key,
        HttpSettings http,
        String routingKey,
        String messageType,
        String stateMessage,
        String entityDisplayName,
        String monitoringTool,
        Map<String, String> customFields,
        boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "victorops";
    }
}
