package dev.evenkeel.platform.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.evenkeel.platform.outbound.OutboundResponse;
import dev.evenkeel.platform.prometheus.PrometheusException.Kind;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Reads the JSON of the Prometheus HTTP API; whatever does not look like it is UNREADABLE. */
final class PrometheusJson {

    private static final JsonMapper JSON = new JsonMapper();

    private PrometheusJson() {}

    static <T> Answer<T> read(OutboundResponse response, Function<JsonNode, Answer<T>> reader) {
        JsonNode root = tree(response);
        if (root.path("status").asText().equals("success")) {
            return reader.apply(root);
        }
        throw refusal(response.status(), root);
    }

    private static JsonNode tree(OutboundResponse response) {
        try {
            JsonNode root = JSON.readTree(response.bodyBytes());
            if (root.isObject()) {
                return root;
            }
        } catch (IOException notJson) {
            throw noPrometheus(response.status(), notJson);
        }
        throw noPrometheus(response.status(), null);
    }

    private static PrometheusException noPrometheus(int status, Exception cause) {
        return new PrometheusException(
                status >= 200 && status <= 299 ? Kind.UNREADABLE : kindOf(status),
                "the server answered with status %d and not as a Prometheus does".formatted(status),
                cause);
    }

    private static PrometheusException refusal(int status, JsonNode root) {
        Kind kind = switch (root.path("errorType").asText()) {
            case "bad_data" -> Kind.BAD_DATA;
            case "execution" -> Kind.EXECUTION;
            case "timeout" -> Kind.TIMEOUT;
            case "canceled" -> Kind.CANCELED;
            case "not_found" -> Kind.NOT_FOUND;
            case "unavailable" -> Kind.UNAVAILABLE;
            case "internal" -> Kind.INTERNAL;
            default -> kindOf(status);
        };
        String said = root.path("error").asText("");
        return new PrometheusException(
                kind, said.isEmpty() ? "the server answered with status %d".formatted(status) : said);
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 400 -> Kind.BAD_DATA;
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 404, 405 -> Kind.NOT_FOUND;
            case 422 -> Kind.EXECUTION;
            case 429, 502, 503 -> Kind.UNAVAILABLE;
            case 504 -> Kind.TIMEOUT;
            default -> status >= 500 ? Kind.INTERNAL : Kind.UNREADABLE;
        };
    }

    static Answer<QueryValue> queryValue(JsonNode root) {
        JsonNode result = root.path("data").path("result");
        return switch (root.path("data").path("resultType").asText()) {
            case "scalar" -> answer(root, new QueryValue.Scalar(sample(result)));
            case "string" ->
                answer(
                        root,
                        new QueryValue.Text(milliseconds(result), result.path(1).asText()));
            case "matrix" -> {
                Answer<List<Series>> matrix = matrix(root);
                yield new Answer<>(new QueryValue.Matrix(matrix.data()), matrix.warnings(), matrix.infos());
            }
            case "vector" -> vector(root, result);
            default -> throw unreadable("a result of an unknown type");
        };
    }

    private static Answer<QueryValue> vector(JsonNode root, JsonNode result) {
        var samples = new ArrayList<ScrapedSample>();
        int histograms = 0;
        for (JsonNode element : elements(result)) {
            if (element.has("value")) {
                samples.add(new ScrapedSample(labels(element.path("metric")), sample(element.path("value"))));
            } else {
                histograms++;
            }
        }
        return withoutHistograms(answer(root, new QueryValue.Vector(List.copyOf(samples))), histograms);
    }

    static Answer<List<Series>> matrix(JsonNode root) {
        if (!root.path("data").path("resultType").asText().equals("matrix")) {
            throw unreadable("a result that is no matrix");
        }
        var all = new ArrayList<Series>();
        int histograms = 0;
        for (JsonNode element : elements(root.path("data").path("result"))) {
            if (element.has("values")) {
                all.add(series(element));
            }
            if (element.has("histograms")) {
                histograms++;
            }
        }
        return withoutHistograms(answer(root, List.copyOf(all)), histograms);
    }

    private static Series series(JsonNode element) {
        var samples = new ArrayList<Sample>();
        for (JsonNode value : elements(element.path("values"))) {
            samples.add(sample(value));
        }
        try {
            return new Series(labels(element.path("metric")), samples);
        } catch (IllegalArgumentException disordered) {
            throw new PrometheusException(Kind.UNREADABLE, "the server answered with samples out of order", disordered);
        }
    }

    private static <T> Answer<T> withoutHistograms(Answer<T> answer, int histograms) {
        if (histograms == 0) {
            return answer;
        }
        var warnings = new ArrayList<>(answer.warnings());
        warnings.add("%d native histograms are left out".formatted(histograms));
        return new Answer<>(answer.data(), List.copyOf(warnings), answer.infos());
    }

    static Answer<List<Labels>> labelSets(JsonNode root) {
        var sets = new ArrayList<Labels>();
        for (JsonNode element : elements(root.path("data"))) {
            sets.add(labels(element));
        }
        return answer(root, List.copyOf(sets));
    }

    static Answer<List<String>> texts(JsonNode root) {
        return answer(root, textsOf(root.path("data")));
    }

    static Answer<BuildInfo> buildInfo(JsonNode root) {
        JsonNode data = root.path("data");
        return answer(
                root,
                new BuildInfo(
                        data.path("application").asText(),
                        data.path("version").asText(),
                        data.path("revision").asText()));
    }

    private static <T> Answer<T> answer(JsonNode root, T data) {
        return new Answer<>(data, optionalTexts(root.path("warnings")), optionalTexts(root.path("infos")));
    }

    private static List<String> optionalTexts(JsonNode node) {
        return node.isArray() ? textsOf(node) : List.of();
    }

    private static List<String> textsOf(JsonNode node) {
        var texts = new ArrayList<String>();
        for (JsonNode element : elements(node)) {
            texts.add(element.asText());
        }
        return List.copyOf(texts);
    }

    private static JsonNode elements(JsonNode node) {
        if (!node.isArray()) {
            throw unreadable("something else where a list belongs");
        }
        return node;
    }

    private static Labels labels(JsonNode node) {
        if (!node.isObject()) {
            throw unreadable("something else where labels belong");
        }
        Map<String, String> labels = new TreeMap<>();
        for (var field : node.properties()) {
            labels.put(field.getKey(), field.getValue().asText());
        }
        return Labels.of(labels);
    }

    private static Sample sample(JsonNode pair) {
        long timestamp = milliseconds(pair);
        String value = pair.path(1).asText();
        return new Sample(
                timestamp,
                switch (value) {
                    case "NaN" -> Double.NaN;
                    case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> number(value);
                });
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new PrometheusException(
                    Kind.UNREADABLE, "the server answered with a value that is no number", notANumber);
        }
    }

    private static long milliseconds(JsonNode pair) {
        if (pair.size() != 2 || !pair.path(0).isNumber() || !pair.path(1).isTextual()) {
            throw unreadable("something else where a sample belongs");
        }
        return Math.round(pair.path(0).asDouble() * 1000);
    }

    private static PrometheusException unreadable(String what) {
        return new PrometheusException(Kind.UNREADABLE, "the server answered with " + what);
    }
}
