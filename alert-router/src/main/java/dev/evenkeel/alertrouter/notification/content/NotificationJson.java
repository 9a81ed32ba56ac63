package dev.evenkeel.alertrouter.notification.content;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.template.data.TemplateData;

/** A notification for programs: the document of Alertmanager's webhook, as 0.34 writes it (older ones lack two fields). */
public final class NotificationJson {

    private static final JsonFactory JSON = new JsonFactory();

    private NotificationJson() {}

    /**
     * @param version of the document: a webhook's is 4
     * @param truncated how many alerts are not sent
     */
    public static String write(NotificationContent content, String version, int truncated) {
        return write(content, version, truncated, Map.of());
    }

    /** @param links what the document has beyond Alertmanager's; empty for none */
    public static String write(NotificationContent content, String version, int truncated, Map<String, String> links) {
        Notification notification = content.notification();
        TemplateData data = content.data();
        var out = new StringWriter(512 * (1 + notification.alerts().size()));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("receiver", data.receiver());
            json.writeStringField("status", notification.status());
            json.writeArrayFieldStart("alerts");
            for (NotifiedAlert alert : notification.alerts()) {
                write(json, alert);
            }
            json.writeEndArray();
            json.writeStringField("notification_reason", notification.reason().text());
            json.writeFieldName("groupLabels");
            TextMapJson.write(json, data.groupLabels());
            json.writeFieldName("commonLabels");
            TextMapJson.write(json, data.commonLabels());
            json.writeFieldName("commonAnnotations");
            TextMapJson.write(json, data.commonAnnotations());
            json.writeFieldName("routeLabels");
            TextMapJson.write(json, data.routeLabels());
            json.writeStringField("externalURL", data.externalUrl());
            json.writeStringField("version", version);
            json.writeStringField("groupKey", notification.groupKey());
            json.writeNumberField("truncatedAlerts", truncated);
            if (!links.isEmpty()) {
                json.writeFieldName("links");
                TextMapJson.write(json, links);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, NotifiedAlert notified) throws IOException {
        Alert alert = notified.alert();
        json.writeStartObject();
        json.writeStringField("status", notified.status());
        json.writeFieldName("labels");
        TextMapJson.write(json, alert.labels().asMap());
        json.writeFieldName("annotations");
        TextMapJson.write(json, alert.annotations().asMap());
        json.writeStringField("startsAt", GoTime.text(alert.startsAt()));
        json.writeStringField("endsAt", notified.endsAt().map(GoTime::text).orElse(GoTime.ZERO));
        json.writeStringField("generatorURL", alert.generatorUrl());
        json.writeStringField("fingerprint", Fingerprint.text(alert.fingerprint()));
        json.writeEndObject();
    }
}
