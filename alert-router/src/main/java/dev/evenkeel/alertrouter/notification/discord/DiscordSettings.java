package dev.evenkeel.alertrouter.notification.discord;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code discord_configs}; content, title and message are templates.
 *
 * @param username who it seems to be from; empty for the webhook's own name
 * @param avatarUrl empty for the webhook's own picture
 */
public record DiscordSettings(
        Secret webhookUrl,
        HttpSettings http,
        String content,
        String title,
        String message,
        String username,
        String avatarUrl,
        boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "discord";
    }
}
