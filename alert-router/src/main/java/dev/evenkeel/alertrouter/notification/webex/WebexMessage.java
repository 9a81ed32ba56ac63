package dev.evenkeel.alertrouter.notification.webex;

import java.util.List;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification as a message in Markdown. */
final class WebexMessage {

    /** In bytes. */
    static final int LARGEST_MESSAGE = 7439;

    private WebexMessage() {}

    static List<ChannelRequest> of(WebexSettings settings, NotificationContent content) {
        var message = new JsonFields()
                .with("markdown", TextLimit.bytes(content.text(settings.message()), LARGEST_MESSAGE))
                .withUnlessEmpty("roomId", content.text(settings.roomId()));
        return List.of(ChannelRequest.post(settings.url(), message.json()));
    }
}
