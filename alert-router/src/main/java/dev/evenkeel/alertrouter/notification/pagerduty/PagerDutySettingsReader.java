package dev.evenkeel.alertrouter.notification.pagerduty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Image;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Link;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Origin;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Version;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code pagerduty_configs}. */
public final class PagerDutySettingsReader {

    private static final Map<String, String> USUAL_DETAILS = Map.of(
            "firing", "{{ .Alerts.Firing | toJson }}",
            "resolved", "{{ .Alerts.Resolved | toJson }}",
            "num_firing", "{{ .Alerts.Firing | len }}",
            "num_resolved", "{{ .Alerts.Resolved | len }}");

    private PagerDutySettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("pagerduty_configs", entry -> read(entry, global));
    }

    private static PagerDutySettings read(Fields entry, GlobalSettings global) {
        Optional<Secret> serviceKey = entry.secret("service_key");
        Optional<Secret> routingKey = entry.secret("routing_key");
        String client = template(entry, "client", "client");
        return new PagerDutySettings(
                serviceKey.isPresent() ? Version.V1 : Version.V2,
                entry.requireSecret(
                        serviceKey.or(() -> routingKey), "missing service or routing key in PagerDuty config"),
                HttpSettingsReader.of(entry, global.http()),
                entry.url("url").orElse(global.pagerdutyUrl()),
                client,
                template(entry, "client_url", "clientURL"),
                template(entry, "description", "description"),
                details(entry),
                entry.list("images", PagerDutySettingsReader::readImage),
                entry.list("links", link -> new Link(link.text("href", ""), link.text("text", ""))),
                new Origin(
                        entry.text("source").orElse(client),
                        entry.text("severity").orElse("error"),
                        entry.text("class", ""),
                        entry.text("component", ""),
                        entry.text("group", "")),
                entry.timeout(),
                entry.sendResolved(true));
    }

    private static String template(Fields entry, String field, String name) {
        return entry.text(field, "{{ template \"pagerduty.default." + name + "\" . }}");
    }

    private static Map<String, Object> details(Fields entry) {
        var details = new LinkedHashMap<String, Object>(USUAL_DETAILS);
        entry.node("details")
                .map(node -> node.mapping().entries())
                .orElse(Map.of())
                .forEach((name, node) -> details.put(name, node.plain()));
        return details;
    }

    private static Image readImage(Fields image) {
        return new Image(image.text("src", ""), image.text("alt", ""), image.text("href", ""));
    }
}
