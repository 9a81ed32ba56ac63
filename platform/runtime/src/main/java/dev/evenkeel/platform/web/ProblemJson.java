package dev.evenkeel.platform.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes a problem member by member, without data binding: that needs no reflection, so it works in a native
 * executable, in a Vert.x handler and while the rest of the program is failing.
 */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    /** The problem as an {@code application/problem+json} document; absent members are left out. */
    public static String write(Problem problem) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", problem.type().uri());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            if (problem.instance() != null) {
                json.writeStringField("instance", problem.instance());
            }
            writeErrors(json, problem.errors());
            for (Map.Entry<String, Object> extension : problem.extensions().entrySet()) {
                json.writeFieldName(extension.getKey());
                writeValue(json, extension.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static void writeErrors(JsonGenerator json, List<Problem.InvalidValue> errors) throws IOException {
        if (errors.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (Problem.InvalidValue error : errors) {
            json.writeStartObject();
            json.writeStringField("where", error.where());
            json.writeStringField("what", error.what());
            if (error.allowed() != null) {
                json.writeStringField("allowed", error.allowed());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean b -> json.writeBoolean(b);
            case Integer i -> json.writeNumber(i);
            case Long l -> json.writeNumber(l);
            case Number n -> json.writeNumber(n.doubleValue());
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    json.writeFieldName(String.valueOf(member.getKey()));
                    writeValue(json, member.getValue());
                }
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    writeValue(json, element);
                }
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
