package dev.evenkeel.platform.query.engine;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.evenkeel.platform.query.engine.QueryResult.MatrixResult;
import dev.evenkeel.platform.query.engine.QueryResult.ScalarResult;
import dev.evenkeel.platform.query.engine.QueryResult.StringResult;
import dev.evenkeel.platform.query.engine.QueryResult.VectorResult;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a query must answer is what a real Prometheus answers that was given the same samples. */
@Tag("oracle")
class PrometheusOracleTest {

    private static final double TOLERANCE = 1e-9;

    private static final long ON_THE_GRID =
            OracleSamples.START.plus(Duration.ofMinutes(150)).toEpochMilli();
    private static final long OFF_THE_GRID =
            OracleSamples.START.plusMillis(4_023_500).toEpochMilli();
    private static final EvaluationTimes RANGE =
            new EvaluationTimes(OracleSamples.START.plus(Duration.ofMinutes(20)).toEpochMilli(), ON_THE_GRID, 97_000);

    private static PrometheusServer prometheus;
    private static SeriesInMemory ours;

    /** An answer, reduced to what both sides can be compared by. */
    record Answer(String type, List<Row> rows) {

        record Row(Map<String, String> labels, List<Long> timestamps, List<Double> values) {}
    }

    @BeforeAll
    static void startPrometheus(@TempDir Path directory) throws IOException {
        boolean installed = PrometheusServer.isInstalled();
        if (!installed && "true".equals(System.getenv("CI"))) {
            fail("prometheus and promtool must be installed where CI=true (Debian: apt-get install prometheus)");
        }
        assumeTrue(installed, "prometheus and promtool are not installed (Debian: apt-get install prometheus)");
        List<Series> samples = OracleSamples.all();
        ours = new SeriesInMemory(samples);
        prometheus = PrometheusServer.start(directory, OracleSamples.openMetrics(samples));
    }

    @AfterAll
    static void stopPrometheus() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static Stream<String> queries() throws IOException {
        try (var file = Objects.requireNonNull(
                PrometheusOracleTest.class.getResourceAsStream("oracle-queries.txt"), "oracle-queries.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void anInstantQueryIsAnsweredAsByPrometheus(String query) {
        for (long time : List.of(ON_THE_GRID, OFF_THE_GRID)) {
            PrometheusServer.Response expected =
                    prometheus.get("/api/v1/query", Map.of("query", query, "time", seconds(time)));

            compare(query, expected, () -> ours.instant(query, time));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void aRangeQueryIsAnsweredAsByPrometheus(String query) {
        PrometheusServer.Response expected = prometheus.get(
                "/api/v1/query_range",
                Map.of(
                        "query", query,
                        "start", seconds(RANGE.start()),
                        "end", seconds(RANGE.end()),
                        "step", seconds(RANGE.step())));

        compare(query, expected, () -> ours.range(query, RANGE));
    }

    @Test
    void theCorpusIsLargeEnoughToMeanSomething() throws IOException {
        assertThat(queries().count()).isGreaterThan(120);
    }

    private static void compare(String query, PrometheusServer.Response expected, Supplier<QueryResult> actual) {
        QueryResult result;
        try {
            result = actual.get();
        } catch (QueryException e) {
            String errorType = expected.body().path("errorType").asText("none, it answers " + expected.body());
            assertThat(e.kind().name().toLowerCase(Locale.ROOT))
                    .as("%s%nPrometheus: %s%nours: %s", query, expected.body(), e.getMessage())
                    .isEqualTo(errorType);
            return;
        }
        assertThat(expected.status())
                .as("%s%nPrometheus: %s%nours: %s", query, expected.body(), result)
                .isEqualTo(200);
        boolean ordered = query.matches("(sort|sort_desc|topk|bottomk)\\(.*\\)") && !query.contains(" by ");
        assertSame(query, parse(expected.body().get("data")), convert(result), ordered);
    }

    private static void assertSame(String query, Answer expected, Answer actual, boolean ordered) {
        assertThat(actual.type()).as(query).isEqualTo(expected.type());
        List<Answer.Row> expectedRows = ordered ? expected.rows() : sorted(expected.rows());
        List<Answer.Row> actualRows = ordered ? actual.rows() : sorted(actual.rows());
        assertThat(actualRows.stream().map(Answer.Row::labels).toList())
                .as(query)
                .isEqualTo(expectedRows.stream().map(Answer.Row::labels).toList());
        for (int row = 0; row < expectedRows.size(); row++) {
            Answer.Row expectedRow = expectedRows.get(row);
            Answer.Row actualRow = actualRows.get(row);
            assertThat(actualRow.timestamps())
                    .as("%s %s", query, actualRow.labels())
                    .isEqualTo(expectedRow.timestamps());
            for (int i = 0; i < expectedRow.values().size(); i++) {
                double wanted = expectedRow.values().get(i);
                double got = actualRow.values().get(i);
                boolean close = Double.compare(wanted, got) == 0
                        || Math.abs(wanted - got) <= TOLERANCE * Math.max(Math.abs(wanted), Math.abs(got));
                assertThat(close)
                        .as(
                                "%s%n%s at %s: Prometheus %s, ours %s",
                                query,
                                actualRow.labels(),
                                actualRow.timestamps().get(i),
                                wanted,
                                got)
                        .isTrue();
            }
        }
    }

    private static List<Answer.Row> sorted(List<Answer.Row> rows) {
        return rows.stream()
                .sorted((one, other) ->
                        one.labels().toString().compareTo(other.labels().toString()))
                .toList();
    }

    private static Answer parse(JsonNode data) {
        String type = data.get("resultType").asText();
        JsonNode result = data.get("result");
        List<Answer.Row> rows = new ArrayList<>();
        switch (type) {
            case "string" ->
                rows.add(new Answer.Row(
                        Map.of("string", result.get(1).asText()), List.of(millis(result.get(0))), List.of()));
            case "scalar" -> rows.add(row(Map.of(), List.of(result)));
            default ->
                result.forEach(element -> {
                    Map<String, String> labels = new TreeMap<>();
                    element.get("metric")
                            .properties()
                            .forEach(label ->
                                    labels.put(label.getKey(), label.getValue().asText()));
                    List<JsonNode> samples = new ArrayList<>();
                    if (element.has("value")) {
                        samples.add(element.get("value"));
                    } else {
                        element.get("values").forEach(samples::add);
                    }
                    rows.add(row(labels, samples));
                });
        }
        return new Answer(type, rows);
    }

    private static Answer.Row row(Map<String, String> labels, List<JsonNode> samples) {
        return new Answer.Row(
                labels,
                samples.stream().map(sample -> millis(sample.get(0))).toList(),
                samples.stream().map(sample -> value(sample.get(1).asText())).toList());
    }

    private static long millis(JsonNode seconds) {
        return new BigDecimal(seconds.asText()).movePointRight(3).longValueExact();
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Answer convert(QueryResult result) {
        return switch (result) {
            case ScalarResult scalar -> new Answer("scalar", List.of(row(Labels.empty(), List.of(scalar.sample()))));
            case StringResult string ->
                new Answer(
                        "string",
                        List.of(new Answer.Row(
                                Map.of("string", string.value()), List.of(string.timestampMillis()), List.of())));
            case VectorResult vector ->
                new Answer(
                        "vector",
                        vector.elements().stream()
                                .map(element -> row(element.labels(), List.of(element.sample())))
                                .toList());
            case MatrixResult matrix ->
                new Answer(
                        "matrix",
                        matrix.series().stream()
                                .map(series -> row(series.labels(), series.samples()))
                                .toList());
        };
    }

    private static Answer.Row row(Labels labels, List<Sample> samples) {
        return new Answer.Row(
                labels.asMap(),
                samples.stream().map(Sample::timestampMillis).toList(),
                samples.stream().map(Sample::value).toList());
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
