package dev.evenkeel.alertrouter.notification.content;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a receiver answered in JSON, as plain values. */
public final class AnswerJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private AnswerJson() {}

    /** The fields of an object; empty if the text is anything else. */
    public static Optional<Map<String, Object>> object(String text) {
        try {
            return Optional.ofNullable(JSON.readValue(text, OBJECT));
        } catch (IOException anythingElse) {
            return Optional.empty();
        }
    }

    /** A field that is a text; empty if it is anything else. */
    public static String text(Map<String, Object> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }
}
