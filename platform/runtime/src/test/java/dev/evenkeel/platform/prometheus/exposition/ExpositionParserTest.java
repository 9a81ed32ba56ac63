package dev.evenkeel.platform.prometheus.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.platform.prometheus.exposition.ExpositionFormat.OPENMETRICS;
import static dev.evenkeel.platform.prometheus.exposition.ExpositionFormat.PROMETHEUS_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ExpositionParserTest {

    @Test
    void theTextFormatIsReadLineByLine() {
        List<ExpositionEntry> entries = text("""
                # HELP http_requests_total Requests, by \\"code\\" and C:\\\\path.\\nSecond line.
                # TYPE http_requests_total counter
                # just a remark
                http_requests_total{method="post",code="200",} 1027 1395066363000

                \tfree { path = "C:\\\\DIR\\"\\n" , e = "é" } +1.5e-3
                nameless_labels{}NaN
                """);

        assertThat(entries)
                .containsExactly(
                        new ExpositionEntry.Help(
                                "http_requests_total", "Requests, by \\\"code\\\" and C:\\path.\nSecond line."),
                        new ExpositionEntry.Type("http_requests_total", MetricType.COUNTER),
                        new ExpositionEntry.Point(
                                Labels.of("__name__", "http_requests_total", "method", "post", "code", "200"),
                                1027,
                                OptionalLong.of(1395066363000L),
                                Optional.empty()),
                        point(0.0015, "__name__", "free", "path", "C:\\DIR\"\n", "e", "é"),
                        point(Double.NaN, "__name__", "nameless_labels"));
    }

    @Test
    void openMetricsIsReadLineByLine() {
        List<ExpositionEntry> entries = openMetrics("""
                # TYPE rpc_seconds histogram
                # UNIT rpc_seconds seconds
                # HELP rpc_seconds How \\"long\\".
                rpc_seconds_bucket{le="0.1"} 8 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.067 1520879607.5
                rpc_seconds_bucket{le="+Inf"} 9 # {} 9.8
                rpc_seconds_sum 3.2e2 -1.5
                # EOF
                """);

        assertThat(entries)
                .containsExactly(
                        new ExpositionEntry.Type("rpc_seconds", MetricType.HISTOGRAM),
                        new ExpositionEntry.Unit("rpc_seconds", "seconds"),
                        new ExpositionEntry.Help("rpc_seconds", "How \"long\"."),
                        new ExpositionEntry.Point(
                                Labels.of("__name__", "rpc_seconds_bucket", "le", "0.1"),
                                8,
                                OptionalLong.of(1520879607789L),
                                Optional.of(new ExpositionEntry.Exemplar(
                                        Labels.of("trace_id", "KOO5S4vxi0o"), 0.067, OptionalLong.of(1520879607500L)))),
                        new ExpositionEntry.Point(
                                Labels.of("__name__", "rpc_seconds_bucket", "le", "+Inf"),
                                9,
                                OptionalLong.empty(),
                                Optional.of(new ExpositionEntry.Exemplar(Labels.empty(), 9.8, OptionalLong.empty()))),
                        new ExpositionEntry.Point(
                                Labels.of("__name__", "rpc_seconds_sum"),
                                320,
                                OptionalLong.of(-1500),
                                Optional.empty()));
    }

    @Test
    void namesInQuotesMayHoldAnything() {
        assertThat(text("# TYPE \"http.requests\" gauge\n{\"http.requests\", \"http.route\"=\"/\", a=\"b\"} 1"))
                .containsExactly(
                        new ExpositionEntry.Type("http.requests", MetricType.GAUGE),
                        point(1, "__name__", "http.requests", "http.route", "/", "a", "b"));
        assertThat(openMetrics("{\"größe\"} 1\n# EOF")).containsExactly(point(1, "__name__", "größe"));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "nan, NaN",
        "+Inf, Infinity",
        "-inf, -Infinity",
        "Infinity, Infinity",
        "1., 1.0",
        ".5, 0.5",
        "-0, -0.0",
        "1E3, 1000.0",
        "4.9e-324, 4.9E-324",
        "1e-999, 0.0"
    })
    void numbersAreReadAsGoReadsThem(String written, double meant) {
        assertThat(text("a " + written)).containsExactly(point(meant, "__name__", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1d",
                "a 0x1p3",
                "a 0x10",
                "a 1_000",
                "a 1e999",
                "a --1",
                "a",
                "a 1 2 3",
                "a 1 1.5",
                "a 1 x",
                "1a 1",
                "a{b} 1",
                "a{b=c} 1",
                "a{b=\"c} 1",
                "a{b=\"c\"",
                "a{,} 1",
                "a{b=\"1\" c=\"2\"} 1",
                "a{b=\"1\",b=\"2\"} 1",
                "{} 1",
                "{a=\"b\"} 1",
                "a{\"b\"} 1",
                "a{\"\"=\"c\"} 1",
                "{\"a\",\"b\"} 1",
                "a\r",
                "# TYPE a",
                "# TYPE a x",
                "# TYPE a info",
                "# HELP 1 x",
                "a{1b=\"c\"} 1",
                "a{b:c=\"d\"} 1",
                "\u00e9 1",
                "a 1 # {} 1",
                "a+1"
            })
    void whatIsNoSampleOfTheTextFormatIsRefused(String line) {
        assertThatThrownBy(() -> text("ok 1\n" + line + "\n"))
                .isInstanceOf(ExpositionException.class)
                .hasMessageStartingWith("line 2, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a 1",
                "a 1\n\n# EOF",
                " a 1\n# EOF",
                "a  1\n# EOF",
                "a{b=\"c\",} 1\n# EOF",
                "a{b=\"c\"}1\n# EOF",
                "# remark\n# EOF",
                "# EOF\na 1",
                "# EOF \n",
                "# EOF\n\n",
                "# TYPE a untyped\n# EOF",
                "# UNIT a_seconds bytes\n# EOF",
                "a 1 NaN\n# EOF",
                "a 1 1e300\n# EOF",
                "a 1 # 1\n# EOF",
                "a 1 # {x=\"y\"}\n# EOF",
                "a 1 1 # {x=\"y\"} 1 1 1\n# EOF"
            })
    void whatIsNotOpenMetricsIsRefused(String exposition) {
        assertThatThrownBy(() -> openMetrics(exposition)).isInstanceOf(ExpositionException.class);
    }

    @Test
    void anErrorNamesItsPlace() {
        var error = catchThrowableOfType(ExpositionException.class, () -> text("a 1\nb{é=\"x\"} 1\n"));

        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(3);
        assertThat(error).hasMessage("line 2, column 3: expected a label name");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] bytes = "a{b=\"?\"} 1\n".getBytes(StandardCharsets.US_ASCII);
        bytes[5] = (byte) 0xff;

        assertThatThrownBy(() -> ExpositionParser.parse(bytes, PROMETHEUS_TEXT, ExpositionLimits.USUAL, e -> {}))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void eachLimitHolds() {
        var limits = new ExpositionLimits(2, 1, 20);

        assertThatThrownBy(() -> read("a 1\nb 1\nc 1\n", PROMETHEUS_TEXT, limits))
                .hasMessage("line 3, column 1: more than 2 samples");
        assertThatThrownBy(() -> read("a{b=\"1\",c=\"2\"} 1", PROMETHEUS_TEXT, limits))
                .hasMessageContaining("more than 1 labels");
        assertThatThrownBy(() -> read("a_very_long_name_indeed 1", PROMETHEUS_TEXT, limits))
                .hasMessageContaining("longer than 20 bytes");
        assertThat(read("a{b=\"1\"} 1\nb 1", PROMETHEUS_TEXT, limits)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "application/openmetrics-text; version=1.0.0; charset=utf-8, OPENMETRICS",
        "text/plain; version=0.0.4, PROMETHEUS_TEXT",
        "text/html, PROMETHEUS_TEXT"
    })
    void theContentTypeChoosesTheFormat(String contentType, ExpositionFormat format) {
        assertThat(ExpositionFormat.ofContentType(Optional.of(contentType))).isEqualTo(format);
    }

    private static ExpositionEntry point(double value, String... labels) {
        return new ExpositionEntry.Point(Labels.of(labels), value, OptionalLong.empty(), Optional.empty());
    }

    private static List<ExpositionEntry> text(String exposition) {
        return read(exposition, PROMETHEUS_TEXT, ExpositionLimits.USUAL);
    }

    private static List<ExpositionEntry> openMetrics(String exposition) {
        return read(exposition, OPENMETRICS, ExpositionLimits.USUAL);
    }

    private static List<ExpositionEntry> read(String exposition, ExpositionFormat format, ExpositionLimits limits) {
        var entries = new ArrayList<ExpositionEntry>();
        ExpositionParser.parse(exposition.getBytes(StandardCharsets.UTF_8), format, limits, entries::add);
        return entries;
    }
}
