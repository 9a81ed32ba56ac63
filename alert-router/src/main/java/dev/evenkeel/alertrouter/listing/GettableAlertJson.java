package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.mutiny.sqlclient.Row;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.compatibility.V2Time;

/** Writes an alert as API v2 shows it, fields in Alertmanager's order; labels pass from the row as they are. */
final class GettableAlertJson {

    private GettableAlertJson() {}

    /** @param mutedBy names of the time intervals that mute the group in which it is shown */
    static void write(JsonGenerator json, Row row, List<String> receivers, AlertStatus status, List<String> mutedBy)
            throws IOException {
        json.writeStartObject();
        json.writeFieldName("annotations");
        json.writeRawValue(row.getString("annotations"));
        writeTime(json, "endsAt", AlertRowMapper.instant(row, "ends_at"));
        json.writeStringField("fingerprint", Fingerprint.text(row.getLong("fingerprint")));
        json.writeArrayFieldStart("receivers");
        for (String receiver : receivers) {
            json.writeStartObject();
            json.writeStringField("name", receiver);
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTime(json, "startsAt", AlertRowMapper.instant(row, "starts_at"));
        writeStatus(json, status, mutedBy);
        writeTime(json, "updatedAt", AlertRowMapper.instant(row, "updated_at"));
        String generatorUrl = row.getString("generator_url");
        if (!generatorUrl.isEmpty()) {
            json.writeStringField("generatorURL", generatorUrl);
        }
        json.writeFieldName("labels");
        json.writeRawValue(row.getString("labels"));
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, String field, Instant time) throws IOException {
        json.writeStringField(field, V2Time.text(time));
    }

    private static void writeStatus(JsonGenerator json, AlertStatus status, List<String> mutedBy) throws IOException {
        json.writeObjectFieldStart("status");
        writeTexts(
                json,
                "inhibitedBy",
                status.inhibitedBy().stream().map(Fingerprint::text).toList());
        writeTexts(json, "mutedBy", mutedBy);
        writeTexts(
                json,
                "silencedBy",
                status.silencedBy().stream().map(UUID::toString).toList());
        json.writeStringField("state", status.isActive() && mutedBy.isEmpty() ? "active" : "suppressed");
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
