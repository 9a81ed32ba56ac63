package dev.evenkeel.alertrouter.notification.msteams;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification as an adaptive card, version 1.2: a coloured heading and a text. */
final class TeamsMessage {

    private TeamsMessage() {}

    static List<ChannelRequest> of(TeamsSettings settings, NotificationContent content) {
        var heading = new JsonFields()
                .with("type", "TextBlock")
                .with("text", content.text(settings.title()))
                .with("weight", "Bolder")
                .with("size", "Medium")
                .with("wrap", true)
                .with("style", "heading")
                .with("color", content.isResolved() ? "Good" : "Attention");
        var text = new JsonFields()
                .with("type", "TextBlock")
                .with("text", content.text(settings.text()))
                .with("wrap", true);
        var card = new JsonFields()
                .with("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .with("type", "AdaptiveCard")
                .with("version", "1.2")
                .with("body", List.of(heading.asMap(), text.asMap()))
                .with("msteams", Map.of("width", "full"));
        var attachment = new JsonFields()
                .with("contentType", "application/vnd.microsoft.card.adaptive")
                .with("contentUrl", null)
                .with("content", card.asMap());
        var message = new JsonFields().with("type", "message").with("attachments", List.of(attachment.asMap()));
        return List.of(ChannelRequest.post(settings.webhookUrl().reveal().strip(), message.json()));
    }
}
