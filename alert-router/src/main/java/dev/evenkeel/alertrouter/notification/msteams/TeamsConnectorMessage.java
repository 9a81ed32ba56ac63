package dev.evenkeel.alertrouter.notification.msteams;

import java.util.List;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification as a message card, as connectors of Office 365 take it. */
final class TeamsConnectorMessage {

    private TeamsConnectorMessage() {}

    static List<ChannelRequest> of(TeamsConnectorSettings settings, NotificationContent content) {
        var card = new JsonFields()
                .with("@context", "http://schema.org/extensions")
                .with("type", "MessageCard")
                .with("title", content.text(settings.title()))
                .with("summary", content.text(settings.summary()))
                .with("text", content.text(settings.text()))
                .with("themeColor", content.isResolved() ? "2DC72D" : "8C1A1A");
        return List.of(ChannelRequest.post(settings.webhookUrl().reveal().strip(), card.json()));
    }
}
