package dev.evenkeel.alertrouter.notification.mattermost;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code mattermost_configs}; texts but the URL are templates.
 *
 * @param text above attachments that are configured; without them it is the text of {@code attachment}
 * @param attachment sent if no others are configured
 * @param card what the side bar shows; empty for nothing
 */
public record MattermostSettings(
        Secret webhookUrl,
        HttpSettings http,
        String channel,
        String username,
        String iconUrl,
        String iconEmoji,
        String type,
        String card,
        Optional<Priority> priority,
        String text,
        MattermostAttachment attachment,
        List<MattermostAttachment> attachments,
        boolean sendResolved)
        implements HttpChannelSettings {

    /**
     * How urgent a message is.
     *
     * @param level a template giving {@code urgent}, {@code important} or {@code standard}
     */
    public record Priority(String level, boolean asksForAcknowledgement, boolean repeatsUntilAcknowledged) {}

    @Override
    public String kind() {
        return "mattermost";
    }
}
