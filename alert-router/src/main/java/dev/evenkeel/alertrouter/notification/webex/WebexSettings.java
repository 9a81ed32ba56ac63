package dev.evenkeel.alertrouter.notification.webex;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;

/**
 * One entry of {@code webex_configs}; texts but the URL are templates.
 *
 * @param http with the bot's token
 */
public record WebexSettings(String url, HttpSettings http, String roomId, String message, boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "webex";
    }
}
