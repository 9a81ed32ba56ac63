package dev.evenkeel.alertrouter.notification.pagerduty;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Version;

/** A notification as an event of PagerDuty. The group's hash names the incident that it opens, changes or resolves. */
final class PagerDutyMessage {

    static final String URL_OF_V1 = "https://events.pagerduty.com/generic/2010-04-15/create_event.json";
    static final int LONGEST_SUMMARY = 1024;
    /** In bytes. */
    static final int LARGEST_EVENT = 512_000;

    private static final Map<String, Object> TOO_LARGE = Map.of(
            "error", "Custom details have been removed because the original event exceeds the maximum size of 512KB");

    private PagerDutyMessage() {}

    static ChannelRequest of(PagerDutySettings settings, NotificationContent content) {
        String key = content.text(settings.key().reveal().strip());
        if (key.isEmpty()) {
            throw new UnsendableException(
                    settings.version() == Version.V1 ? "service key cannot be empty" : "routing key cannot be empty");
        }
        String url = settings.version() == Version.V1 ? URL_OF_V1 : settings.url();
        String whole = event(settings, content, key, details(settings, content));
        boolean fits = whole.getBytes(StandardCharsets.UTF_8).length <= LARGEST_EVENT;
        return ChannelRequest.post(url, fits ? whole : event(settings, content, key, TOO_LARGE));
    }

    private static Map<String, Object> details(PagerDutySettings settings, NotificationContent content) {
        var details = new LinkedHashMap<String, Object>();
        settings.details().forEach((name, value) -> details.put(name, content.tree(value)));
        return details;
    }

    private static String event(
            PagerDutySettings settings, NotificationContent content, String key, Map<String, Object> details) {
        return settings.version() == Version.V1
                ? first(settings, content, key, details)
                : second(settings, content, key, details);
    }

    private static String first(
            PagerDutySettings settings, NotificationContent content, String key, Map<String, Object> details) {
        var event = new JsonFields()
                .with("service_key", key)
                .with("incident_key", content.groupKeyHash())
                .with("event_type", action(content))
                .withUnlessEmpty("description", summary(settings, content))
                .with("event_action", "")
                .with("payload", null);
        if (!content.isResolved()) {
            event.withUnlessEmpty("client", content.text(settings.client()))
                    .withUnlessEmpty("client_url", content.text(settings.clientUrl()));
        }
        return event.withUnlessEmpty("details", details).json();
    }

    private static String second(
            PagerDutySettings settings, NotificationContent content, String key, Map<String, Object> details) {
        var origin = settings.origin();
        var payload = new JsonFields()
                .with("summary", summary(settings, content))
                .with("source", content.text(origin.source()))
                .with("severity", content.text(origin.severity()))
                .withUnlessEmpty("class", content.text(origin.eventClass()))
                .withUnlessEmpty("component", content.text(origin.component()))
                .withUnlessEmpty("group", content.text(origin.group()))
                .withUnlessEmpty("custom_details", details);
        return new JsonFields()
                .with("routing_key", key)
                .with("dedup_key", content.groupKeyHash())
                .with("event_action", action(content))
                .with("payload", payload.asMap())
                .withUnlessEmpty("client", content.text(settings.client()))
                .withUnlessEmpty("client_url", content.text(settings.clientUrl()))
                .withUnlessEmpty("images", images(settings, content))
                .withUnlessEmpty("links", links(settings, content))
                .json();
    }

    private static String action(NotificationContent content) {
        return content.isResolved() ? "resolve" : "trigger";
    }

    private static String summary(PagerDutySettings settings, NotificationContent content) {
        return TextLimit.runes(content.text(settings.description()), LONGEST_SUMMARY);
    }

    /** Without those that have no source. */
    private static List<Map<String, Object>> images(PagerDutySettings settings, NotificationContent content) {
        return settings.images().stream()
                .map(image -> new JsonFields()
                        .with("src", content.text(image.src()))
                        .with("alt", content.text(image.alt()))
                        .with("href", content.text(image.href()))
                        .asMap())
                .filter(image -> !image.get("src").equals(""))
                .toList();
    }

    /** Without those that lead nowhere. */
    private static List<Map<String, Object>> links(PagerDutySettings settings, NotificationContent content) {
        return settings.links().stream()
                .map(link -> new JsonFields()
                        .with("href", content.text(link.href()))
                        .with("text", content.text(link.text()))
                        .asMap())
                .filter(link -> !link.get("href").equals(""))
                .toList();
    }
}
