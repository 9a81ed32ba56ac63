package dev.evenkeel.alertrouter.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;

import dev.evenkeel.alertrouter.alert.Annotations;
import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.alertrouter.compatibility.V2Time;
import dev.evenkeel.platform.series.Labels;

/**
 * Reads the body of {@code POST /api/v2/alerts}, with Alertmanager's leniency (unknown fields are skipped, field names may be
 * in any case) and its answers to what it refuses. What is plain is left to {@link PlainAlertsReader}, which is faster.
 */
final class PostedAlertsJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();

    private static final String LIST_TYPE = "Go value of type models.PostableAlerts";
    private static final String ALERT_TYPE = "Go value of type models.PostableAlert";

    private final JsonParser json;
    private final boolean surrogatesPossible;

    private PostedAlertsJson(JsonParser json, boolean surrogatesPossible) {
        this.json = json;
        this.surrogatesPossible = surrogatesPossible;
    }

    /** @throws jakarta.ws.rs.WebApplicationException with the answer, if the body is refused */
    static List<PostedAlert> read(byte[] body) {
        if (body == null || body.length == 0) {
            throw V2Response.coded(422, 602, "alerts in body is required");
        }
        return PlainAlertsReader.read(body).orElseGet(() -> readAny(body));
    }

    /** Streamed, whatever they look like. */
    static List<PostedAlert> readAny(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            return new PostedAlertsJson(json, mayHoldSurrogates(body)).readList();
        } catch (JsonEOFException e) {
            throw refused("unexpected EOF", e);
        } catch (IOException e) {
            throw refused(firstLine(e), e);
        }
    }

    private static RuntimeException refused(String why) {
        return V2Response.coded(400, 400, "parsing alerts body from \"\" failed, because " + why);
    }

    private static RuntimeException refused(String why, Throwable cause) {
        RuntimeException refusal = refused(why);
        refusal.addSuppressed(cause);
        return refusal;
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("it is not JSON");
    }

    private List<PostedAlert> readList() throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw refused("unexpected EOF");
        }
        if (first == JsonToken.VALUE_NULL) {
            return List.of();
        }
        require(first == JsonToken.START_ARRAY, first, LIST_TYPE);
        var alerts = new ArrayList<PostedAlert>();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.VALUE_NULL) {
                throw missingLabels(alerts.size());
            }
            require(next == JsonToken.START_OBJECT, next, ALERT_TYPE);
            alerts.add(readAlert(alerts.size()));
        }
        return alerts;
    }

    private PostedAlert readAlert(int index) throws IOException {
        Labels labels = null;
        Annotations annotations = Annotations.none();
        Optional<Instant> startsAt = Optional.empty();
        Optional<Instant> endsAt = Optional.empty();
        String generatorUrl = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (field.toLowerCase(Locale.ROOT)) {
                case "labels" -> labels = Labels.ofLast(readTexts(value, "Alert.labels"));
                case "annotations" -> annotations = Annotations.of(byName(readTexts(value, ".annotations")));
                case "startsat" -> startsAt = readTime(value, ".startsAt");
                case "endsat" -> endsAt = readTime(value, ".endsAt");
                case "generatorurl" -> generatorUrl = readText(value, "Alert.generatorURL");
                default -> json.skipChildren();
            }
        }
        if (!isLink(generatorUrl)) {
            throw V2Response.coded(
                    422, 601, index + ".generatorURL in body must be of type uri: \"" + generatorUrl + "\"");
        }
        if (labels == null) {
            throw missingLabels(index);
        }
        return new PostedAlert(labels, annotations, startsAt, endsAt, generatorUrl);
    }

    /** Whether it may be the link to what raised an alert, or no link at all. */
    static boolean isLink(String text) {
        return text.isEmpty() || RequestUri.matches(text);
    }

    private static RuntimeException missingLabels(int index) {
        return V2Response.coded(422, 602, index + ".labels in body is required");
    }

    /** Names and values, alternating. */
    private List<String> readTexts(JsonToken value, String field) throws IOException {
        require(value == JsonToken.START_OBJECT, value, "Go struct field " + field + " of type models.LabelSet");
        var texts = new ArrayList<String>(16);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken text = json.nextToken();
            texts.add(surrogatesPossible ? withoutLoneSurrogates(name) : name);
            texts.add(text == JsonToken.VALUE_NULL ? "" : readText(text, field));
        }
        return texts;
    }

    /** Of a name that appears twice the last value holds. */
    static Map<String, String> byName(List<String> namesAndValues) {
        var byName = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            byName.put(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return byName;
    }

    private Optional<Instant> readTime(JsonToken value, String field) throws IOException {
        try {
            return time(readText(value, field));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage(), e);
        }
    }

    /**
     * @return empty for what stands for no time
     * @throws IllegalArgumentException in Alertmanager's words
     */
    static Optional<Instant> time(String text) {
        return Optional.of(V2Time.parse(text)).filter(time -> !time.equals(V2Time.ZERO));
    }

    /**
     * A text of its own.
     *
     * @param from where its first quote stands
     * @param to behind its last quote
     * @return empty if it is no text
     */
    static Optional<String> text(byte[] body, int from, int to) {
        try (JsonParser json = JSON.createParser(body, from, to - from)) {
            return Optional.ofNullable(json.nextTextValue()).map(PostedAlertsJson::withoutLoneSurrogates);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String readText(JsonToken value, String field) throws IOException {
        require(value == JsonToken.VALUE_STRING, value, "Go struct field " + field + " of type string");
        String text = json.getText();
        return surrogatesPossible ? withoutLoneSurrogates(text) : text;
    }

    /** Whether there is an escape, by which alone half a character can be named: in bytes it is refused as no UTF-8. */
    private static boolean mayHoldSurrogates(byte[] body) {
        for (byte octet : body) {
            if (octet == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Half a character, which JSON can escape but UTF-8 cannot hold, becomes the replacement character. */
    private static String withoutLoneSurrogates(String text) {
        if (!hasSurrogates(text)) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return whole.toString();
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void require(boolean condition, JsonToken found, String type) throws IOException {
        if (!condition) {
            // what is no JSON at all is refused as such, however wrong its beginning
            while (!json.getParsingContext().inRoot()) {
                json.nextToken();
            }
            throw refused("json: cannot unmarshal " + goName(found) + " into " + type);
        }
    }

    private static String goName(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "bool";
            default -> "value";
        };
    }
}
