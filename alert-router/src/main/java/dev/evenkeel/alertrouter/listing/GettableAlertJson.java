package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.mutiny.sqlclient.Row;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.compatibility.V2Time;

/** Writes an alert as API v2 shows it, fields in Alertmanager's order; labels pass from the row as they are. */
final class GettableAlertJson {

    private GettableAlertJson() {}

    static void write(JsonGenerator json, Row row, List<String> receivers) throws IOException {
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
        writeStatus(json);
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

    /** Nothing suppresses an alert here: there are neither silences nor inhibition nor muted times. */
    private static void writeStatus(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("status");
        for (String suppression : List.of("inhibitedBy", "mutedBy", "silencedBy")) {
            json.writeArrayFieldStart(suppression);
            json.writeEndArray();
        }
        json.writeStringField("state", "active");
        json.writeEndObject();
    }
}
