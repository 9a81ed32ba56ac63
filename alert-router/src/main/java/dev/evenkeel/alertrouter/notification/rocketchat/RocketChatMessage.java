package dev.evenkeel.alertrouter.notification.rocketchat;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettings.Attachment;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettings.Button;

/** A notification as a message with one attachment. */
final class RocketChatMessage {

    static final int LONGEST_TITLE = 1024;

    private RocketChatMessage() {}

    static List<ChannelRequest> of(RocketChatSettings settings, NotificationContent content) {
        var message = new JsonFields()
                .withUnlessEmpty("channel", content.text(settings.channel()))
                .withUnlessEmpty("emoji", content.text(settings.emoji()))
                .withUnlessEmpty("avatar", content.text(settings.iconUrl()))
                .with("attachments", List.of(attachment(settings.attachment(), content)));
        return List.of(ChannelRequest.post(UrlText.below(settings.url(), "api/v1/chat.postMessage"), message.json())
                .header("X-Auth-Token", settings.token().reveal().strip())
                .header("X-User-Id", settings.userId().reveal().strip()));
    }

    private static Map<String, Object> attachment(Attachment attachment, NotificationContent content) {
        return new JsonFields()
                .withUnlessEmpty("title", TextLimit.runes(content.text(attachment.title()), LONGEST_TITLE))
                .withUnlessEmpty("title_link", content.text(attachment.titleLink()))
                .withUnlessEmpty("text", content.text(attachment.text()))
                .withUnlessEmpty("image_url", content.text(attachment.imageUrl()))
                .withUnlessEmpty("thumb_url", content.text(attachment.thumbUrl()))
                .withUnlessEmpty("color", content.text(attachment.color()))
                .withUnlessEmpty(
                        "fields",
                        attachment.fields().stream()
                                .map(field -> new JsonFields()
                                        .with("short", field.isShort())
                                        .withUnlessEmpty("title", content.text(field.title()))
                                        .withUnlessEmpty("value", content.text(field.value()))
                                        .asMap())
                                .toList())
                .withUnlessEmpty(
                        "actions",
                        attachment.buttons().stream()
                                .map(button -> button(button, content))
                                .toList())
                .asMap();
    }

    private static Map<String, Object> button(Button button, NotificationContent content) {
        return new JsonFields()
                .with("type", "button")
                .withUnlessEmpty("text", content.text(button.text()))
                .withUnlessEmpty("url", content.text(button.url()))
                .with("is_webview", false)
                .withUnlessEmpty("msg", content.text(button.message()))
                .with("msg_in_chat_window", false)
                .asMap();
    }
}
