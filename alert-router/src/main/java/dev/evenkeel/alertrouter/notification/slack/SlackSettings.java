package dev.evenkeel.alertrouter.notification.slack;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code slack_configs}; texts are templates.
 *
 * @param url of an incoming webhook, or of {@code chat.postMessage}
 * @param text above the attachment
 * @param updates whether a message is changed as long as its group goes on, in place of another one being posted
 * @param timeout how long a request may take; zero if that is not configured
 */
public record SlackSettings(
        Secret url,
        HttpSettings http,
        String channel,
        String username,
        String iconEmoji,
        String iconUrl,
        boolean linkNames,
        String text,
        SlackAttachment attachment,
        boolean updates,
        Duration timeout,
        boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "slack";
    }
}
