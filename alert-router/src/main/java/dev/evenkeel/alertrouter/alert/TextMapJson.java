package dev.evenkeel.alertrouter.alert;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

/** Labels and annotations as JSON objects of texts. Streamed: this runs once per alert that is stored or read. */
public final class TextMapJson {

    private static final JsonFactory JSON = new JsonFactory();

    private TextMapJson() {}

    public static String write(Map<String, String> texts) {
        var out = new StringWriter(64 + 32 * texts.size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(json, texts);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    public static void write(JsonGenerator json, Map<String, String> texts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    /** @throws UncheckedIOException if the text is not what {@link #write} makes */
    public static Map<String, String> read(String text) {
        var texts = new LinkedHashMap<String, String>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                texts.put(name, json.nextTextValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("stored labels are not a JSON object of texts", e);
        }
        return texts;
    }
}
