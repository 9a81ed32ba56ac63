package dev.evenkeel.alertrouter.notification.msteams;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/** One entry of {@code msteamsv2_configs}; title and text are templates. */
public record TeamsSettings(Secret webhookUrl, HttpSettings http, String title, String text, boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "msteamsv2";
    }
}
