package dev.evenkeel.alertrouter.silence;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.alertrouter.compatibility.V2Time;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;

/**
 * Reads the body of {@code POST /api/v2/silences} with Alertmanager's leniency (unknown fields are skipped, field names
 * may be in any case) and its answers to what it refuses.
 */
final class PostedSilenceJson {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .build();

    private static final int REQUIRED = 602;
    private static final int TOO_FEW = 612;
    private static final String WHOLE = "Go value of type struct { ID string \"json:\\\"id,omitempty\\\"\" }";

    private PostedSilenceJson() {}

    /** @throws jakarta.ws.rs.WebApplicationException with the answer, if the body is refused */
    static ProposedSilence read(byte[] body) {
        if (body == null || body.length == 0) {
            throw refused(REQUIRED, "silence in body is required");
        }
        JsonNode root = parse(body);
        if (root.isMissingNode()) {
            throw unreadable("unexpected EOF");
        }
        if (!root.isNull()) {
            require(root.isObject(), root, WHOLE);
        }
        Map<String, JsonNode> fields = fields(root);
        String id = text(fields, "id", ".id").orElse("");
        Optional<String> comment = text(fields, "comment", "Silence.comment");
        Optional<String> createdBy = text(fields, "createdBy", "Silence.createdBy");
        SortedMap<String, String> annotations = annotations(fields);
        Optional<Instant> endsAt = time(fields, "endsAt");
        Optional<Instant> startsAt = time(fields, "startsAt");
        Optional<List<Map<String, JsonNode>>> matchers = matchers(fields);
        // in the order in which Alertmanager misses them
        String why = required(comment, "comment");
        String who = required(createdBy, "createdBy");
        Instant end = required(endsAt, "endsAt");
        List<ProposedMatcher> readMatchers = readMatchers(matchers);
        return new ProposedSilence(id, readMatchers, required(startsAt, "startsAt"), end, who, why, annotations);
    }

    /** A name without a value has an empty one, as everywhere in a set of labels. */
    private static SortedMap<String, String> annotations(Map<String, JsonNode> fields) {
        SortedMap<String, String> annotations = new TreeMap<>();
        field(fields, SilenceJson.ANNOTATIONS).ifPresent(given -> {
            require(given.isObject(), given, "Go struct field Silence.annotations of type models.LabelSet");
            given.properties().forEach(each -> {
                JsonNode value = each.getValue();
                require(
                        value.isTextual() || value.isNull(),
                        value,
                        "Go struct field Silence.annotations of type string");
                annotations.put(each.getKey(), value.isNull() ? "" : value.textValue());
            });
        });
        return annotations;
    }

    private static JsonNode parse(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            JsonNode root = JSON.readTree(json);
            return root == null ? JSON.missingNode() : root;
        } catch (JsonEOFException e) {
            throw unreadable("unexpected EOF", e);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw unreadable(message.lines().findFirst().orElse("it is not JSON"), e);
        }
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
            }
        });
        return fields;
    }

    private static Optional<List<Map<String, JsonNode>>> matchers(Map<String, JsonNode> fields) {
        JsonNode list = fields.get("matchers");
        if (list == null) {
            return Optional.empty();
        }
        require(list.isArray(), list, "Go struct field Silence.matchers of type models.Matchers");
        List<Map<String, JsonNode>> matchers = new ArrayList<>();
        for (JsonNode matcher : list) {
            require(
                    matcher.isObject() || matcher.isNull(),
                    matcher,
                    "Go struct field Silence.matchers of type models.Matcher");
            matchers.add(fields(matcher));
        }
        return Optional.of(matchers);
    }

    private static List<ProposedMatcher> readMatchers(Optional<List<Map<String, JsonNode>>> matchers) {
        List<Map<String, JsonNode>> given = required(matchers, "matchers");
        if (given.isEmpty()) {
            throw refused(TOO_FEW, "matchers in body should have at least 1 items");
        }
        List<ProposedMatcher> read = new ArrayList<>();
        for (Map<String, JsonNode> matcher : given) {
            read.add(readMatcher(matcher, "matchers." + read.size() + "."));
        }
        return read;
    }

    private static ProposedMatcher readMatcher(Map<String, JsonNode> fields, String path) {
        boolean isEqual = flag(fields, "isEqual").orElse(true);
        boolean isRegex = required(flag(fields, "isRegex"), path + "isRegex");
        String name = required(text(fields, "name", "Matcher.matchers.name"), path + "name");
        String value = required(text(fields, "value", "Matcher.matchers.value"), path + "value");
        return new ProposedMatcher(name, value, isRegex, isEqual);
    }

    private static Optional<Boolean> flag(Map<String, JsonNode> fields, String name) {
        Optional<JsonNode> value = field(fields, name);
        value.ifPresent(
                flag -> require(flag.isBoolean(), flag, "Go struct field Matcher.matchers." + name + " of type bool"));
        return value.map(JsonNode::booleanValue);
    }

    private static Optional<String> text(Map<String, JsonNode> fields, String name, String goField) {
        Optional<JsonNode> value = field(fields, name);
        value.ifPresent(text -> require(text.isTextual(), text, "Go struct field " + goField + " of type string"));
        return value.map(JsonNode::textValue);
    }

    private static Optional<Instant> time(Map<String, JsonNode> fields, String name) {
        try {
            return text(fields, name, "Silence." + name).map(V2Time::parse);
        } catch (IllegalArgumentException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private static Optional<JsonNode> field(Map<String, JsonNode> fields, String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    private static <T> T required(Optional<T> value, String name) {
        return value.orElseThrow(() -> refused(REQUIRED, name + " in body is required"));
    }

    private static void require(boolean condition, JsonNode found, String type) {
        if (!condition) {
            throw unreadable("json: cannot unmarshal " + goName(found) + " into " + type);
        }
    }

    private static String goName(JsonNode found) {
        return switch (found.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "value";
        };
    }

    private static RuntimeException refused(int code, String why) {
        return V2Response.coded(422, code, why);
    }

    private static RuntimeException unreadable(String why) {
        return V2Response.coded(400, 400, "parsing silence body from \"\" failed, because " + why);
    }

    private static RuntimeException unreadable(String why, Throwable cause) {
        RuntimeException refusal = unreadable(why);
        refusal.addSuppressed(cause);
        return refusal;
    }
}
