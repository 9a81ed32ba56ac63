package dev.evenkeel.platform.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.evenkeel.platform.query.engine.QueryResult;
import dev.evenkeel.platform.query.engine.QueryResult.MatrixResult;
import dev.evenkeel.platform.query.engine.QueryResult.ScalarResult;
import dev.evenkeel.platform.query.engine.QueryResult.StringResult;
import dev.evenkeel.platform.query.engine.QueryResult.VectorResult;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/**
 * Writes the answers of the Prometheus HTTP API, member by member: an answer may hold a million samples, and some
 * clients read {@code resultType} before they know what to make of {@code result}.
 */
final class PrometheusJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PrometheusJson() {}

    /** Writes the value of one answer. */
    private interface Data {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] of(QueryResult result) {
        return success(json -> {
            json.writeStartObject();
            switch (result) {
                case ScalarResult scalar -> {
                    begin(json, "scalar");
                    writeSample(json, scalar.sample());
                }
                case StringResult string -> {
                    begin(json, "string");
                    writePair(json, string.timestampMillis(), string.value());
                }
                case VectorResult vector -> {
                    begin(json, "vector");
                    writeVector(json, vector);
                }
                case MatrixResult matrix -> {
                    begin(json, "matrix");
                    writeMatrix(json, matrix);
                }
            }
            json.writeEndObject();
        });
    }

    static byte[] ofStrings(List<String> strings) {
        return success(json -> {
            json.writeStartArray();
            for (String string : strings) {
                json.writeString(string);
            }
            json.writeEndArray();
        });
    }

    static byte[] ofSeries(List<Labels> series) {
        return success(json -> {
            json.writeStartArray();
            for (Labels labels : series) {
                writeMap(json, labels.asMap());
            }
            json.writeEndArray();
        });
    }

    static byte[] ofMetadata(Map<String, List<MetricMetadata>> metadata) {
        return success(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<MetricMetadata>> metric : metadata.entrySet()) {
                json.writeArrayFieldStart(metric.getKey());
                for (MetricMetadata description : metric.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("type", description.type());
                    json.writeStringField("help", description.help());
                    json.writeStringField("unit", description.unit());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    static byte[] ofRules(List<RuleGroup> groups) {
        return success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (RuleGroup group : groups) {
                writeGroup(json, group);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static byte[] ofAlerts(List<RuleGroup> groups) {
        return success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("alerts");
            for (RuleGroup group : groups) {
                for (RuleGroup.AlertingRule rule : group.rules()) {
                    writeAlerts(json, rule.alerts());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static byte[] ofBuildInfo(Map<String, String> buildInfo) {
        return success(json -> writeMap(json, buildInfo));
    }

    static byte[] of(QueryException error) {
        return ofError(error.kind().name().toLowerCase(Locale.ROOT), error.getMessage());
    }

    static byte[] ofError(String type, String message) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("status", "error");
            json.writeStringField("errorType", type);
            json.writeStringField("error", message);
            json.writeEndObject();
        });
    }

    private static byte[] success(Data data) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("status", "success");
            json.writeFieldName("data");
            data.write(json);
            json.writeEndObject();
        });
    }

    private static byte[] write(Data document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return out.toByteArray();
    }

    private static void begin(JsonGenerator json, String resultType) throws IOException {
        json.writeStringField("resultType", resultType);
        json.writeFieldName("result");
    }

    private static void writeVector(JsonGenerator json, VectorResult vector) throws IOException {
        json.writeStartArray();
        for (VectorResult.Element element : vector.elements()) {
            json.writeStartObject();
            json.writeFieldName("metric");
            writeMap(json, element.labels().asMap());
            json.writeFieldName("value");
            writeSample(json, element.sample());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMatrix(JsonGenerator json, MatrixResult matrix) throws IOException {
        json.writeStartArray();
        for (Series series : matrix.series()) {
            json.writeStartObject();
            json.writeFieldName("metric");
            writeMap(json, series.labels().asMap());
            json.writeArrayFieldStart("values");
            for (Sample sample : series.samples()) {
                writeSample(json, sample);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSample(JsonGenerator json, Sample sample) throws IOException {
        writePair(json, sample.timestampMillis(), SampleFormat.value(sample.value()));
    }

    private static void writePair(JsonGenerator json, long timestampMillis, String value) throws IOException {
        json.writeStartArray();
        json.writeNumber(SampleFormat.timestamp(timestampMillis));
        json.writeString(value);
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Map<String, String> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeGroup(JsonGenerator json, RuleGroup group) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.name());
        json.writeStringField("file", group.file());
        json.writeNumberField("interval", seconds(group.interval()));
        json.writeNumberField("limit", 0);
        json.writeArrayFieldStart("rules");
        for (RuleGroup.AlertingRule rule : group.rules()) {
            json.writeStartObject();
            json.writeStringField("type", "alerting");
            json.writeStringField("name", rule.name());
            json.writeStringField("query", rule.query());
            json.writeNumberField("duration", seconds(rule.holdFor()));
            json.writeStringField("state", name(rule.state()));
            json.writeStringField("health", "ok");
            json.writeStringField("lastEvaluation", time(rule.lastEvaluation()));
            json.writeFieldName("labels");
            writeMap(json, rule.labels());
            json.writeFieldName("annotations");
            writeMap(json, rule.annotations());
            json.writeArrayFieldStart("alerts");
            writeAlerts(json, rule.alerts());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeAlerts(JsonGenerator json, List<RuleGroup.Alert> alerts) throws IOException {
        for (RuleGroup.Alert alert : alerts) {
            json.writeStartObject();
            json.writeFieldName("labels");
            writeMap(json, alert.labels());
            json.writeFieldName("annotations");
            writeMap(json, alert.annotations());
            json.writeStringField("state", name(alert.state()));
            json.writeStringField("activeAt", time(alert.activeAt()));
            json.writeStringField("value", SampleFormat.value(alert.value()));
            json.writeEndObject();
        }
    }

    private static String name(RuleGroup.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant instant) {
        return instant.toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
