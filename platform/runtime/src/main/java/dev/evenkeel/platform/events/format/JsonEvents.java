package dev.evenkeel.platform.events.format;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.InvalidEventException.Defect;

/**
 * The JSON event format of CloudEvents 1.0.2, one event or a batch. Data is JSON, in {@code data} or as the UTF-8 of it
 * in {@code data_base64}; numbers keep every digit.
 */
final class JsonEvents {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader TREE = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private JsonEvents() {}

    static CloudEvent readOne(String body, Instant received) {
        return event(tree(body, ""), "", received);
    }

    static List<CloudEvent> readBatch(String body, int limit, Instant received) {
        JsonNode batch = tree(body, "");
        if (!batch.isArray()) {
            throw new InvalidEventException("/", "is " + kind(batch), "an array of events");
        }
        if (batch.size() > limit) {
            throw new InvalidEventException("/", "has %d events".formatted(batch.size()), "up to " + limit);
        }
        List<CloudEvent> events = new ArrayList<>(batch.size());
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                events.add(event(batch.get(i), "/" + i, received));
            } catch (InvalidEventException e) {
                defects.addAll(e.defects());
            }
        }
        if (!defects.isEmpty()) {
            throw new InvalidEventException(defects);
        }
        return events;
    }

    static String write(CloudEvent event) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(event, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static String write(List<CloudEvent> events) {
        StringWriter out = new StringWriter(256 * events.size() + 2);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartArray();
            for (CloudEvent event : events) {
                write(event, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** @throws InvalidEventException naming {@code where} if the text is no JSON document */
    static void requireJson(String text, String where) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new InvalidEventException(where, "is empty", "a JSON document");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new InvalidEventException(where, "has more than one JSON value", "one JSON value");
            }
        } catch (JsonProcessingException e) {
            throw notJson(where, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(CloudEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> attribute : EventAttributes.write(event).entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        if (event.data() != null) {
            json.writeFieldName("data");
            json.writeRawValue(event.data());
        }
        json.writeEndObject();
    }

    private static CloudEvent event(JsonNode node, String path, Instant received) {
        if (!node.isObject()) {
            throw new InvalidEventException(path.isEmpty() ? "/" : path, "is " + kind(node), "an event, an object");
        }
        Map<String, String> attributes = new TreeMap<>();
        List<Defect> defects = new ArrayList<>();
        node.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("data") || name.equals("data_base64") || value.isNull()) {
                return;
            }
            if (value.isTextual() || value.isBoolean() || (value.canConvertToInt() && value.isIntegralNumber())) {
                attributes.put(name, value.asText());
            } else {
                defects.add(new Defect(path + "/" + name, "is " + kind(value), "text, a boolean or a 32-bit integer"));
            }
        });
        try {
            CloudEvent event = EventAttributes.read(attributes, name -> path + "/" + name, data(node, path), received);
            if (defects.isEmpty()) {
                return event;
            }
        } catch (InvalidEventException e) {
            defects.addAll(e.defects());
        }
        throw new InvalidEventException(defects);
    }

    private static String data(JsonNode event, String path) {
        JsonNode data = event.get("data");
        JsonNode base64 = event.get("data_base64");
        if (base64 == null || base64.isNull()) {
            return data == null || data.isNull() ? null : data.toString();
        }
        String where = path + "/data_base64";
        if (data != null && !data.isNull()) {
            throw new InvalidEventException(where, "stands beside data", "one of the two");
        }
        if (!base64.isTextual()) {
            throw new InvalidEventException(where, "is " + kind(base64), "text in Base64 (RFC 4648)");
        }
        String text;
        try {
            text = HeaderEncoding.utf8(Base64.getDecoder().decode(base64.textValue()));
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(where, "holds no Base64 of UTF-8", "JSON, as UTF-8, in Base64 (RFC 4648)");
        }
        requireJson(text, where);
        return text;
    }

    private static JsonNode tree(String body, String path) {
        try {
            JsonNode tree = TREE.readTree(body);
            if (tree.isMissingNode()) {
                throw new InvalidEventException("/", "is empty", "a JSON document");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw notJson(path.isEmpty() ? "/" : path, e);
        }
    }

    private static InvalidEventException notJson(String where, JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return new InvalidEventException(where, "is no JSON" + place, "a JSON document (RFC 8259)");
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "no JSON value";
        };
    }
}
