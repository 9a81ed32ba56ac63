package dev.evenkeel.alertrouter.notification.rocketchat;

import java.util.List;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code rocketchat_configs}; texts but the URL are templates.
 *
 * @param userId whose token it is
 */
public record RocketChatSettings(
        String url,
        Secret userId,
        Secret token,
        HttpSettings http,
        String channel,
        String emoji,
        String iconUrl,
        Attachment attachment,
        boolean sendResolved)
        implements HttpChannelSettings {

    /** The block that says what it is about. */
    public record Attachment(
            String color,
            String title,
            String titleLink,
            String text,
            String imageUrl,
            String thumbUrl,
            List<Field> fields,
            List<Button> buttons) {}

    /** @param isShort whether another may stand beside it */
    public record Field(String title, String value, boolean isShort) {}

    /** A button with a link, or with a text that is said by whoever presses it. */
    public record Button(String text, String url, String message) {}

    @Override
    public String kind() {
        return "rocketchat";
    }
}
