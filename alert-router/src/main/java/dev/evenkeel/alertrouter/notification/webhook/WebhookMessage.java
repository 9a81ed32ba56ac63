package dev.evenkeel.alertrouter.notification.webhook;

import java.util.Map;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.NotificationJson;
import dev.evenkeel.alertrouter.notification.content.TreeJson;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification for a program. */
final class WebhookMessage {

    private WebhookMessage() {}

    /**
     * @param content of the alerts that are sent
     * @param truncated how many alerts are not
     * @param withLinks whether the document has links beyond Alertmanager's
     */
    static ChannelRequest of(WebhookSettings settings, NotificationContent content, int truncated, boolean withLinks) {
        String url = content.text(settings.url().reveal().strip());
        if (url.isEmpty()) {
            throw new UnsendableException("webhook URL is empty after templating");
        }
        String body = settings.payload()
                .map(payload -> TreeJson.write(content.tree(payload)))
                .orElseGet(() -> NotificationJson.write(
                        content,
                        "4",
                        truncated,
                        withLinks ? content.data().actionLinks().asMap() : Map.of()));
        return ChannelRequest.post(url, body)
                // ours beyond Alertmanager: lets a receiver drop the one repeat that a kill can cause
                .header("Idempotency-Key", content.notification().id().toString());
    }

    /** What is about no alerts, as it is. */
    static ChannelRequest of(String url, Announcement announcement) {
        if (url.isEmpty()) {
            throw new UnsendableException("webhook URL is empty after templating");
        }
        return ChannelRequest.post(url, announcement.json())
                .header("Idempotency-Key", announcement.id().toString());
    }
}
