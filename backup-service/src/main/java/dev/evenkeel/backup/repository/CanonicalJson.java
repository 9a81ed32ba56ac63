package dev.evenkeel.backup.repository;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON of which there is exactly one form: members sorted by name, no white space, UTF-8, numbers only integers. Read as a
 * tree, so nothing needs reflection, and strictly: what a reader asks for must be there and be of its kind.
 */
public final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build())
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CanonicalJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings and numbers can always be written", impossible);
        }
    }

    /**
     * @throws RepositoryException.Corrupted if the bytes are not one JSON object
     */
    public static Reader read(byte[] bytes, String what) throws RepositoryException {
        try {
            return new Reader(MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)), what);
        } catch (JsonProcessingException malformed) {
            throw new RepositoryException.Corrupted(what + " is not JSON", malformed);
        }
    }

    /** Members of an object, by name and kind. */
    public record Reader(JsonNode node, String what) {

        public String text(String name) throws RepositoryException {
            JsonNode value = node.path(name);
            if (!value.isTextual()) {
                throw bad(name, "text");
            }
            return value.textValue();
        }

        public long number(String name) throws RepositoryException {
            JsonNode value = node.path(name);
            if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
                throw bad(name, "a whole number");
            }
            return value.longValue();
        }

        public int smallNumber(String name) throws RepositoryException {
            long value = number(name);
            if (value > Integer.MAX_VALUE) {
                throw bad(name, "a number below 2^31");
            }
            return (int) value;
        }

        public Instant time(String name) throws RepositoryException {
            try {
                return Instant.parse(text(name));
            } catch (DateTimeException malformed) {
                throw bad(name, "a time");
            }
        }

        public Reader object(String name) throws RepositoryException {
            if (!node.path(name).isObject()) {
                throw bad(name, "an object");
            }
            return new Reader(node.path(name), what);
        }

        public boolean flag(String name) throws RepositoryException {
            if (!node.path(name).isBoolean()) {
                throw bad(name, "true or false");
            }
            return node.path(name).booleanValue();
        }

        public List<Reader> objects(String name) throws RepositoryException {
            if (!node.path(name).isArray()) {
                throw bad(name, "a list");
            }
            List<Reader> members = new ArrayList<>();
            node.path(name).forEach(member -> members.add(new Reader(member, what)));
            return members;
        }

        public RepositoryException.Corrupted bad(String name, String expected) {
            return new RepositoryException.Corrupted(what + ": \"" + name + "\" is missing or not " + expected);
        }
    }
}
