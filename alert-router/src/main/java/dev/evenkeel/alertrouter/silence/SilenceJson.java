package dev.evenkeel.alertrouter.silence;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.evenkeel.alertrouter.compatibility.V2Json;
import dev.evenkeel.alertrouter.compatibility.V2Time;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;

/** Writes silences as API v2 shows them, fields in Alertmanager's order. */
final class SilenceJson {

    static final String ANNOTATIONS = "annotations";

    private SilenceJson() {}

    static String list(List<Silence> silences, Instant now) {
        return V2Json.answer(json -> {
            json.writeStartArray();
            for (Silence silence : silences) {
                write(json, silence, now);
            }
            json.writeEndArray();
        });
    }

    static String one(Silence silence, Instant now) {
        return V2Json.answer(json -> write(json, silence, now));
    }

    static String posted(UUID id) {
        return V2Json.answer(json -> {
            json.writeStartObject();
            json.writeStringField("silenceID", id.toString());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Silence silence, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", silence.id().toString());
        json.writeObjectFieldStart("status");
        json.writeStringField("state", silence.stateAt(now).id());
        json.writeEndObject();
        json.writeStringField("updatedAt", V2Time.text(silence.updatedAt()));
        writeAnnotations(json, silence.annotations());
        json.writeStringField("comment", silence.comment());
        json.writeStringField("createdBy", silence.createdBy());
        json.writeStringField("endsAt", V2Time.text(silence.endsAt()));
        writeMatchers(json, silence.matchers());
        json.writeStringField("startsAt", V2Time.text(silence.startsAt()));
        json.writeEndObject();
    }

    /** Nothing at all if there are none. */
    static void writeAnnotations(JsonGenerator json, SortedMap<String, String> annotations) throws IOException {
        if (annotations.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(ANNOTATIONS);
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
    }

    static void writeMatchers(JsonGenerator json, List<Matcher> matchers) throws IOException {
        json.writeArrayFieldStart("matchers");
        for (Matcher matcher : matchers) {
            Operator operator = matcher.operator();
            json.writeStartObject();
            json.writeBooleanField("isEqual", !operator.isNegative());
            json.writeBooleanField("isRegex", operator == Operator.REGEX || operator == Operator.NOT_REGEX);
            json.writeStringField("name", matcher.name());
            json.writeStringField("value", matcher.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
