package dev.evenkeel.platform.prometheus.exposition;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.evenkeel.platform.prometheus.exposition.ExpositionEntry.Point;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class ExpositionPropertiesTest {

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll("points") List<Point> points, @ForAll ExpositionFormat format) {
        var written = new StringBuilder();
        points.forEach(point -> write(point, format, written));
        if (format == ExpositionFormat.OPENMETRICS) {
            written.append("# EOF\n");
        }

        var read = new ArrayList<ExpositionEntry>();
        ExpositionParser.parse(
                written.toString().getBytes(StandardCharsets.UTF_8), format, ExpositionLimits.USUAL, read::add);

        assertThat(read).isEqualTo(points);
    }

    @Property(tries = 2000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll ExpositionFormat format) {
        readOrRefuse(bytes, format);
    }

    @Property(tries = 5000)
    void anyMixtureOfItsOwnPartsIsReadOrRefused(@ForAll("mixtures") String mixture, @ForAll ExpositionFormat format) {
        readOrRefuse(mixture.getBytes(StandardCharsets.UTF_8), format);
    }

    private static void readOrRefuse(byte[] bytes, ExpositionFormat format) {
        try {
            ExpositionParser.parse(bytes, format, ExpositionLimits.USUAL, entry -> {});
        } catch (ExpositionException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.of(
                        "a",
                        "le",
                        "{",
                        "}",
                        "=",
                        "\"",
                        "\\",
                        ",",
                        " ",
                        "\t",
                        "\n",
                        "#",
                        "# ",
                        "HELP ",
                        "TYPE ",
                        "UNIT ",
                        "# EOF",
                        "1",
                        "-",
                        ".",
                        "e",
                        "NaN",
                        "+Inf",
                        "counter",
                        "é",
                        "\0",
                        "_seconds")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Point>> points() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcXYZ_019")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !Character.isDigit(name.charAt(0)) && !name.equals(Labels.NAME));
        Arbitrary<String> values = Arbitraries.strings()
                .ofMaxLength(20)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(
                        Arbitraries.oneOf(names, values.filter(v -> !v.isEmpty() && !v.equals(Labels.NAME))), values)
                .ofMaxSize(5);
        Arbitrary<Double> numbers = Arbitraries.oneOf(
                Arbitraries.doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        Arbitrary<OptionalLong> timestamps = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .optional()
                .map(moment -> moment.map(OptionalLong::of).orElse(OptionalLong.empty()));
        return Combinators.combine(names, labels, numbers, timestamps)
                .as(ExpositionPropertiesTest::point)
                .list()
                .ofMaxSize(8);
    }

    private static Point point(String name, Map<String, String> labels, double value, OptionalLong timestamp) {
        var all = new TreeMap<>(labels);
        all.put(Labels.NAME, name);
        return new Point(Labels.of(all), value, timestamp, Optional.empty());
    }

    private static void write(Point point, ExpositionFormat format, StringBuilder out) {
        out.append(point.labels().metricName());
        String separator = "{";
        for (var label : point.labels().withoutName().asMap().entrySet()) {
            out.append(separator).append('"').append(escaped(label.getKey()));
            out.append("\"=\"").append(escaped(label.getValue())).append('"');
            separator = ",";
        }
        out.append(separator.equals(",") ? "} " : " ");
        out.append(String.valueOf(point.value()).replace("Infinity", "Inf"));
        point.timestampMillis()
                .ifPresent(millis -> out.append(' ')
                        .append(
                                format == ExpositionFormat.OPENMETRICS
                                        ? BigDecimal.valueOf(millis, 3).toPlainString()
                                        : String.valueOf(millis)));
        out.append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
