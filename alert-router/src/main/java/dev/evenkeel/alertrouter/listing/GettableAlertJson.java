package dev.evenkeel.alertrouter.listing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.compatibility.V2Time;

/** Writes an alert as API v2 shows it, fields in Alertmanager's order; what is stored as JSON passes as it is. */
final class GettableAlertJson {

    private GettableAlertJson() {}

    /** @param mutedBy names of the time intervals that mute the group in which it is shown */
    static void append(
            StringBuilder json, ListedAlert alert, List<String> receivers, AlertStatus status, List<String> mutedBy) {
        json.append("{\"annotations\":").append(alert.annotations());
        appendTime(json, ",\"endsAt\":\"", alert.endsAt());
        json.append(",\"fingerprint\":\"").append(Fingerprint.text(alert.fingerprint()));
        json.append("\",\"receivers\":[");
        appendReceivers(json, receivers);
        json.append(']');
        appendTime(json, ",\"startsAt\":\"", alert.startsAt());
        appendStatus(json, status, mutedBy);
        appendTime(json, ",\"updatedAt\":\"", alert.updatedAt());
        if (!alert.generatorUrl().isEmpty()) {
            json.append(",\"generatorURL\":");
            TextMapJson.appendText(json, alert.generatorUrl());
        }
        json.append(",\"labels\":").append(alert.labels()).append('}');
    }

    private static void appendReceivers(StringBuilder json, List<String> receivers) {
        String separator = "{\"name\":";
        for (String receiver : receivers) {
            json.append(separator);
            TextMapJson.appendText(json, receiver);
            json.append('}');
            separator = ",{\"name\":";
        }
    }

    private static void appendTime(StringBuilder json, String field, Instant time) {
        json.append(field);
        V2Time.append(json, time);
        json.append('"');
    }

    private static void appendStatus(StringBuilder json, AlertStatus status, List<String> mutedBy) {
        json.append(",\"status\":{");
        appendTexts(
                json,
                "\"inhibitedBy\":[",
                status.inhibitedBy().map(Fingerprint::text).map(List::of).orElse(List.of()));
        appendTexts(json, ",\"mutedBy\":[", mutedBy);
        appendTexts(
                json,
                ",\"silencedBy\":[",
                status.silencedBy().isEmpty()
                        ? List.of()
                        : status.silencedBy().stream().map(UUID::toString).toList());
        json.append(",\"state\":\"")
                .append(status.isActive() && mutedBy.isEmpty() ? "active" : "suppressed")
                .append("\"}");
    }

    private static void appendTexts(StringBuilder json, String field, List<String> texts) {
        json.append(field);
        String separator = "";
        for (String text : texts) {
            json.append(separator);
            TextMapJson.appendText(json, text);
            separator = ",";
        }
        json.append(']');
    }
}
