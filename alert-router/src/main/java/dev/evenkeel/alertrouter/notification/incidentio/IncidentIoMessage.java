package dev.evenkeel.alertrouter.notification.incidentio;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.NotificationJson;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification as the webhook's document, version 1. */
final class IncidentIoMessage {

    /** In bytes. */
    static final int LARGEST_DOCUMENT = 512 * 1024;

    private static final String VERSION = "1";

    private IncidentIoMessage() {}

    static List<ChannelRequest> of(IncidentIoSettings settings, NotificationContent content) {
        String whole = document(content, settings.maxAlerts());
        boolean fits = whole.getBytes(StandardCharsets.UTF_8).length <= LARGEST_DOCUMENT;
        // one alert of a group is enough to open the one that incident.io makes of it
        return List.of(ChannelRequest.post(settings.url().reveal().strip(), fits ? whole : document(content, 1)));
    }

    private static String document(NotificationContent content, int maxAlerts) {
        NotificationContent sent = content.limitedTo(maxAlerts);
        int truncated = content.notification().alerts().size()
                - sent.notification().alerts().size();
        return NotificationJson.write(sent, VERSION, truncated);
    }
}
