package dev.evenkeel.alertrouter.notification.victorops;

import java.util.List;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;

/** A notification as an event of VictorOps' REST endpoint. */
final class VictorOpsMessage {

    static final int LONGEST_STATE_MESSAGE = 20_480;

    private static final String OPENS = "CRITICAL";
    private static final String CLOSES = "RECOVERY";
    private static final Set<String> OF_FIRING = Set.of("INFO", "WARNING", OPENS);

    private VictorOpsMessage() {}

    static List<ChannelRequest> of(VictorOpsSettings settings, NotificationContent content) {
        String url = UrlText.below(
                settings.url(), settings.key().reveal().strip() + "/" + content.text(settings.routingKey()));
        var event = new JsonFields()
                .with("message_type", type(settings, content))
                .with("entity_id", content.groupKeyHash())
                .with("entity_display_name", content.text(settings.entityDisplayName()))
                .with("state_message", TextLimit.runes(content.text(settings.stateMessage()), LONGEST_STATE_MESSAGE))
                .with("monitoring_tool", content.text(settings.monitoringTool()));
        content.texts(settings.customFields()).forEach(event::with);
        return List.of(ChannelRequest.post(url, event.json()));
    }

    private static String type(VictorOpsSettings settings, NotificationContent content) {
        if (content.isResolved()) {
            return CLOSES;
        }
        String type = content.text(settings.messageType());
        return OF_FIRING.contains(type) ? type : OPENS;
    }
}
