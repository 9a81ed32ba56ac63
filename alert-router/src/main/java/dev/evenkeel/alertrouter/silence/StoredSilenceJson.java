package dev.evenkeel.alertrouter.silence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.evenkeel.alertrouter.compatibility.V2Json;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;

/** What of a silence is kept as text: what it is about, who wants it and why. */
final class StoredSilenceJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** What is read back. */
    record Content(List<Matcher> matchers, String createdBy, String comment, SortedMap<String, String> annotations) {}

    private StoredSilenceJson() {}

    static String write(Silence silence) {
        return V2Json.text(json -> {
            json.writeStartObject();
            SilenceJson.writeMatchers(json, silence.matchers());
            json.writeStringField("createdBy", silence.createdBy());
            json.writeStringField("comment", silence.comment());
            // last, so that a replica of an older version, which stops here, has read everything it knows
            SilenceJson.writeAnnotations(json, silence.annotations());
            json.writeEndObject();
        });
    }

    /** @throws UncheckedIOException if the text is not what {@link #write} makes */
    static Content read(String text) {
        List<Matcher> matchers = new ArrayList<>();
        String createdBy = "";
        String comment = "";
        SortedMap<String, String> annotations = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                switch (field) {
                    case "createdBy" -> createdBy = json.nextTextValue();
                    case "comment" -> comment = json.nextTextValue();
                    case SilenceJson.ANNOTATIONS -> readAnnotations(json, annotations);
                    default -> readMatchers(json, matchers);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stored silence is not what it should be", e);
        }
        return new Content(matchers, createdBy, comment, annotations);
    }

    private static void readAnnotations(JsonParser json, SortedMap<String, String> annotations) throws IOException {
        json.nextToken();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            annotations.put(name, json.nextTextValue());
        }
    }

    private static void readMatchers(JsonParser json, List<Matcher> matchers) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            matchers.add(readMatcher(json));
        }
    }

    private static Matcher readMatcher(JsonParser json) throws IOException {
        String name = "";
        String value = "";
        boolean isRegex = false;
        boolean isEqual = true;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "name" -> name = json.nextTextValue();
                case "value" -> value = json.nextTextValue();
                case "isRegex" -> isRegex = json.nextBooleanValue();
                default -> isEqual = json.nextBooleanValue();
            }
        }
        return new Matcher(name, new ProposedMatcher(name, value, isRegex, isEqual).operator(), value);
    }
}
