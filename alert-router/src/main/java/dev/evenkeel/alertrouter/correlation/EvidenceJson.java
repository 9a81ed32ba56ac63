package dev.evenkeel.alertrouter.correlation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.evenkeel.alertrouter.correlation.cluster.Evidence;

/** Evidence as it is stored. */
final class EvidenceJson {

    private static final JsonFactory JSON = new JsonFactory();

    private EvidenceJson() {}

    static String write(List<Evidence> evidence) {
        var out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Evidence each : evidence) {
                json.writeStartArray();
                json.writeString(each.kind().name().toLowerCase(Locale.ROOT));
                json.writeNumber(each.weight());
                json.writeString(each.says());
                json.writeEndArray();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    /** @throws UncheckedIOException if the text is not what {@link #write} makes */
    static List<Evidence> read(String text) {
        List<Evidence> evidence = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                var kind = Evidence.Kind.valueOf(json.nextTextValue().toUpperCase(Locale.ROOT));
                json.nextToken();
                double weight = json.getDoubleValue();
                evidence.add(new Evidence(kind, weight, json.nextTextValue()));
                json.nextToken();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("stored evidence is not what was written", e);
        }
        return evidence;
    }
}
