package dev.evenkeel.alertrouter.notification.webhook;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;

/** Alertmanager's webhook document, version 4, as 0.34 writes it (older ones lack two fields). */
final class WebhookPayloadJson {

    private static final JsonFactory JSON = new JsonFactory();

    private WebhookPayloadJson() {}

    /**
     * @param maxAlerts how many alerts at most, 0 for all
     * @param externalUrl where people find us
     */
    static String write(Notification whole, int maxAlerts, String externalUrl) {
        Notification notification = whole.limitedTo(maxAlerts);
        var out = new StringWriter(512 * (1 + notification.alerts().size()));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("receiver", notification.receiver());
            json.writeStringField("status", notification.status());
            json.writeArrayFieldStart("alerts");
            for (NotifiedAlert alert : notification.alerts()) {
                write(json, alert);
            }
            json.writeEndArray();
            json.writeStringField("notification_reason", notification.reason().text());
            json.writeFieldName("groupLabels");
            TextMapJson.write(json, notification.groupLabels().asMap());
            json.writeFieldName("commonLabels");
            TextMapJson.write(json, notification.commonLabels());
            json.writeFieldName("commonAnnotations");
            TextMapJson.write(json, notification.commonAnnotations());
            json.writeObjectFieldStart("routeLabels");
            json.writeEndObject();
            json.writeStringField("externalURL", externalUrl);
            json.writeStringField("version", "4");
            json.writeStringField("groupKey", notification.groupKey());
            json.writeNumberField(
                    "truncatedAlerts",
                    whole.alerts().size() - notification.alerts().size());
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
        TextMapJson.write(json, alert.annotations());
        json.writeStringField("startsAt", GoTime.text(alert.startsAt()));
        json.writeStringField("endsAt", notified.endsAt().map(GoTime::text).orElse(GoTime.ZERO));
        json.writeStringField("generatorURL", alert.generatorUrl());
        json.writeStringField("fingerprint", Fingerprint.text(alert.fingerprint()));
        json.writeEndObject();
    }
}
