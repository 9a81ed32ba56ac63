package dev.evenkeel.alertrouter.notification.msteams;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/** One entry of {@code msteams_configs}; title, summary and text are templates. */
public record TeamsConnectorSettings(
        Secret webhookUrl, HttpSettings http, String title, String summary, String text, boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "msteams";
    }
}
