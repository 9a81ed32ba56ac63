package dev.evenkeel.alertrouter.incident;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** The data of the events that tell of an incident. */
final class IncidentEventJson {

    private static final JsonFactory JSON = new JsonFactory();

    private IncidentEventJson() {}

    /** @param what happened, in a sentence */
    static String write(Incident incident, String what, About about) {
        var out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("incidentId", incident.id().toString());
            json.writeStringField("title", incident.title());
            json.writeStringField("severity", incident.severity().text());
            json.writeStringField("status", incident.status().id());
            json.writeStringField("groupKey", incident.groupKey());
            json.writeStringField("receiver", incident.receiver());
            json.writeNumberField("firing", incident.firing().size());
            json.writeStringField("openedAt", incident.openedAt().toString());
            if (incident.resolvedAt().isPresent()) {
                json.writeStringField("resolvedAt", incident.resolvedAt().get().toString());
            }
            json.writeStringField("what", what);
            json.writeNumberField("version", incident.version());
            json.writeObjectFieldStart("about");
            for (var named : about.values().entrySet()) {
                json.writeArrayFieldStart(named.getKey());
                for (String value : named.getValue()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }
}
