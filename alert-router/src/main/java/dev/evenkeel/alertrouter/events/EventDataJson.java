package dev.evenkeel.alertrouter.events;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The data of an event, as far as it consists of single values and lists of such. */
final class EventDataJson {

    private static final JsonFactory JSON = new JsonFactory();

    private EventDataJson() {}

    /**
     * @param data JSON text; {@code null} stands for no data
     * @throws IllegalArgumentException if it is not a JSON object
     */
    static Map<String, String> read(String data) {
        var fields = new LinkedHashMap<String, String>();
        if (data == null) {
            return fields;
        }
        try (JsonParser json = JSON.createParser(data)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the data of the event is not a JSON object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                readValue(json, name, fields);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the data of the event is not JSON", e);
        }
        return fields;
    }

    private static void readValue(JsonParser json, String name, Map<String, String> fields) throws IOException {
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
            var texts = new StringBuilder();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                if (next.isScalarValue()) {
                    texts.append(texts.isEmpty() ? "" : ", ").append(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            fields.put(name, texts.toString());
        } else if (value == JsonToken.START_OBJECT) {
            json.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
            fields.put(name, json.getText());
        }
    }
}
