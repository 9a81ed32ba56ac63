package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations that a service's OpenAPI document describes. */
final class ApiOperations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final int DEEPEST = 8;

    private final JsonNode document;

    ApiOperations(String document) {
        try {
            this.document = new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operation.
     *
     * @param path with placeholders such as {@code {id}}
     * @param pathParameters names of the placeholders
     * @param queryParameters names, those of the path's item included
     * @param bodies an example by content type; empty if it takes no body
     */
    record Operation(
            String method,
            String path,
            List<String> pathParameters,
            List<String> queryParameters,
            Map<String, JsonNode> bodies) {

        boolean takesBody() {
            return !bodies.isEmpty();
        }

        String name() {
            return method + " " + path;
        }
    }

    List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.add(
                                operation(path.getKey(), path.getValue(), member.getKey(), member.getValue()))));
        return operations;
    }

    /** The methods that a path is not described with. */
    static Set<String> othersThan(List<Operation> operations, String path) {
        Set<String> others = new TreeSet<>(Set.of("GET", "PUT", "POST", "DELETE", "PATCH"));
        operations.stream()
                .filter(operation -> operation.path().equals(path))
                .forEach(operation -> others.remove(operation.method()));
        return others;
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode operation) {
        List<String> inPath = new ArrayList<>();
        List<String> inQuery = new ArrayList<>();
        for (JsonNode owner : List.of(item, operation)) {
            for (JsonNode reference : owner.path("parameters")) {
                JsonNode parameter = resolve(reference);
                switch (parameter.path("in").asText()) {
                    case "path" -> inPath.add(parameter.path("name").asText());
                    case "query" -> inQuery.add(parameter.path("name").asText());
                    default -> {
                        // Headers are tried with every operation alike.
                    }
                }
            }
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        resolve(operation.path("requestBody"))
                .path("content")
                .properties()
                .forEach(content ->
                        bodies.put(content.getKey(), example(content.getValue().path("schema"), 0)));
        return new Operation(method.toUpperCase(Locale.ROOT), path, inPath, inQuery, bodies);
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith("#") ? resolve(document.at(reference.substring(1))) : node;
    }

    /** Something of the schema's shape; not necessarily a sensible thing. */
    private JsonNode example(JsonNode reference, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode schema = resolve(reference);
        if (depth > DEEPEST) {
            return json.nullNode();
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        return switch (typeOf(schema)) {
            case "object" -> {
                ObjectNode object = json.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), example(field.getValue(), depth + 1)));
                yield object;
            }
            case "array" -> json.arrayNode().add(example(schema.path("items"), depth + 1));
            case "integer", "number" -> json.numberNode(1);
            case "boolean" -> json.booleanNode(true);
            default -> json.textNode(ofFormat(schema.path("format").asText()));
        };
    }

    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText(schema.has("properties") ? "object" : "string");
    }

    private static String ofFormat(String format) {
        return switch (format) {
            case "date-time" -> "2026-11-21T02:00:00Z";
            case "date" -> "2026-11-21";
            case "uuid" -> "7c9e6679-7425-40de-944b-e07fc1f90ae7";
            case "uri" -> "http://127.0.0.1:9/";
            default -> "x";
        };
    }
}
