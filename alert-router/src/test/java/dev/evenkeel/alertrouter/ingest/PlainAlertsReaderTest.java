package dev.evenkeel.alertrouter.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.alert.Annotations;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class PlainAlertsReaderTest {

    /** As a Prometheus 2.42 sent it. */
    private static final String FROM_PROMETHEUS = """
            [{"annotations":{"summary":"über 90 % \\u0026 \\"quoted\\" \\u003e x"},"endsAt":"2026-11-22T22:19:58.340Z",\
            "startsAt":"2026-11-22T22:19:48.340Z","generatorURL":"http://vm:29556/graph?g0.expr=vector%281%29+%3E+0.5\
            +and+vector%283%29+%3C+7\\u0026g0.tab=1","labels":{"alertname":"Up","severity":"warn\\u003cing\\u003e"}},\
            {"annotations":{"dashboard":"","summary":"plain"},"endsAt":"2026-11-22T22:19:58.340Z",\
            "startsAt":"2026-11-22T22:19:48.340Z","generatorURL":"http://vm:29556/graph?g0.expr=vector%281%29+%3E+0.5\
            +and+vector%283%29+%3C+7\\u0026g0.tab=1","labels":{"alertname":"Down","severity":"critical"}}]""";

    private static Optional<List<PostedAlert>> read(String body) {
        return PlainAlertsReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    /** What the long way makes of it, or answers. */
    private static Object longWay(byte[] body) {
        try {
            return PostedAlertsJson.readAny(body);
        } catch (WebApplicationException refused) {
            return refused;
        }
    }

    @Test
    void whatPrometheusPostsIsRead() {
        String link = "http://vm:29556/graph?g0.expr=vector%281%29+%3E+0.5+and+vector%283%29+%3C+7&g0.tab=1";
        Optional<Instant> start = Optional.of(Instant.parse("2026-11-22T22:19:48.340Z"));
        Optional<Instant> end = Optional.of(Instant.parse("2026-11-22T22:19:58.340Z"));

        assertThat(read(FROM_PROMETHEUS).orElseThrow())
                .containsExactly(
                        new PostedAlert(
                                Labels.of("alertname", "Up", "severity", "warn<ing>"),
                                Annotations.of(Map.of("summary", "über 90 % & \"quoted\" > x")),
                                start,
                                end,
                                link),
                        new PostedAlert(
                                Labels.of("alertname", "Down", "severity", "critical"),
                                Annotations.of(Map.of("dashboard", "", "summary", "plain")),
                                start,
                                end,
                                link));
    }

    @Test
    void annotationsThatStandThereAsTheyAreStoredAreKeptSo() {
        Annotations kept = read("[{\"labels\":{\"a\":\"b\"},\"annotations\":{\"x\":\"1\",\"y\":\"2\"}}]")
                .orElseThrow()
                .getFirst()
                .annotations();

        assertThat(kept.json()).hasToString("{\"x\":\"1\",\"y\":\"2\"}");
        assertThat(kept.names()).containsExactly("x", "y");
        assertThat(kept.asMap()).containsExactly(Map.entry("x", "1"), Map.entry("y", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"y\":\"2\",\"x\":\"1\"}",
                "{\"x\":\"0\",\"x\":\"1\",\"y\":\"2\"}",
                "{ \"x\" : \"1\",\n\"y\":\"2\"}",
                "{\"\\u0078\":\"1\",\"y\":\"\\u0032\"}"
            })
    void otherAnnotationsAreStoredAsTheyWouldBeOtherwise(String annotations) {
        Annotations read = read("[{\"labels\":{\"a\":\"b\"},\"annotations\":" + annotations + "}]")
                .orElseThrow()
                .getFirst()
                .annotations();

        assertThat(read.json()).hasToString("{\"x\":\"1\",\"y\":\"2\"}");
    }

    @Test
    void aNameMayBeEscapedToo() {
        assertThat(read("[{\"labels\":{\"\\ud83d\\ude80\":\"fly\"}}]")
                        .orElseThrow()
                        .getFirst()
                        .labels())
                .isEqualTo(Labels.of("🚀", "fly"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "[",
                "[]]",
                "[null]",
                "[{}]",
                "[{\"labels\":null}]",
                "[{\"labels\":{\"a\":null}}]",
                "[{\"labels\":{\"a\":1}}]",
                "[{\"labels\":{\"a\":\"b\"},}]",
                "[{\"labels\":{\"a\":\"b\",}}]",
                "[{\"labels\":{\"a\":\"b\"}},]",
                "[{\"labels\":{\"a\":\"b\"}}",
                "[{\"labels\":{\"a\":\"b",
                "[{\"labels\":{\"a\":\"b\\",
                "[{\"labels\":{\"a\":\"b\\x\"}}]",
                "[{\"labels\":{\"a\":\"line\nend\"}}]",
                "[{\"Labels\":{\"a\":\"b\"}}]",
                "[{\"labels\":{\"a\":\"b\"},\"more\":\"than that\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"yesterday\"}]",
                "[{\"labels\":{\"a\":\"b\"},\"generatorURL\":\"no link\"}]",
                "[{\"annotations\":{\"a\":\"b\"}}]",
                "[{\"labels\":{\"a\":\"b\"}}] x"
            })
    void whatIsAMistakeOrUnusualIsLeftToTheLongWay(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void whatIsNoUtf8IsLeftToTheLongWay() {
        byte[] body = "[{\"labels\":{\"a\":\"\u00ff\"}}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PlainAlertsReader.read(body)).isEmpty();
    }

    @Property
    void whateverItReadsItReadsAsTheLongWayDoes(@ForAll("bodies") String body) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);

        PlainAlertsReader.read(octets).ifPresent(read -> assertThat(read).isEqualTo(longWay(octets)));
    }

    enum Damage {
        CHANGED,
        CUT,
        LONGER
    }

    @Property
    void aBodyThatWasDamagedIsReadAsTheLongWayReadsItOrNotAtAll(
            @ForAll Damage damage, @ForAll @IntRange(max = 10_000) int anywhere, @ForAll byte octet) {
        byte[] whole = FROM_PROMETHEUS.getBytes(StandardCharsets.UTF_8);
        int place = anywhere % whole.length;
        byte[] damaged = switch (damage) {
            case CHANGED -> whole.clone();
            case CUT -> Arrays.copyOf(whole, place + 1);
            case LONGER -> Arrays.copyOf(whole, whole.length + 1);
        };
        damaged[damage == Damage.LONGER ? whole.length : place] = octet;

        PlainAlertsReader.read(damaged).ifPresent(read -> assertThat(read).isEqualTo(longWay(damaged)));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> space = Arbitraries.of("", "", "", "", " ", "\n\t\r ");
        Arbitrary<String> text = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of("a", "b", "alertname", "summary", "", "x y", "90 %")),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "\\u003e", "\\n", "\\\"", "\\ud83d\\ude80", "\\ud800", "\\u0000", "\\/")),
                        Tuple.of(2, Arbitraries.of("ü", "🙂", "\ufffd", "\u2028", "\u007f")),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(3)))
                .list()
                .ofMaxSize(2)
                .map(parts -> "\"" + String.join("", parts) + "\"");
        // Jackson refuses names, not values, in which halves of characters are escaped
        Arbitrary<String> name = text.filter(drawn -> !drawn.contains("\\ud8"));
        Arbitrary<String> object = Combinators.combine(name, space, text)
                .as((called, gap, value) -> called + gap + ":" + gap + value)
                .list()
                .ofMaxSize(4)
                .map(fields -> "{" + String.join(",", fields) + "}");
        Arbitrary<String> time = Arbitraries.of(
                "\"2026-11-22T22:19:58.340Z\"",
                "\"2026-11-22T22:19:58+01:00\"",
                "\"0001-01-01T00:00:00Z\"",
                "\"\"",
                "\"2026-02-30T00:00:00Z\"");
        Arbitrary<String> link = Arbitraries.of("\"\"", "\"http://a/b?c=d\\u0026e\"", "\"/path\"", "\"no link\"", "1");
        Arbitrary<String> field = Arbitraries.oneOf(
                object.map(labels -> "\"labels\":" + labels),
                object.map(annotations -> "\"annotations\":" + annotations),
                time.map(moment -> "\"startsAt\":" + moment),
                time.map(moment -> "\"endsAt\":" + moment),
                link.map(url -> "\"generatorURL\":" + url),
                Arbitraries.of("\"l\\u0061bels\":{\"a\":\"b\"}", "\"LABELS\":{}", "\"more\":{\"a\":[1]}"));
        Arbitrary<String> alert = Combinators.combine(field.list().ofMaxSize(5), object, space)
                .as((fields, labels, gap) -> "{" + gap + "\"labels\":" + labels + gap + (fields.isEmpty() ? "" : ",")
                        + String.join(gap + ",", fields) + "}");
        return Combinators.combine(alert.list().ofMaxSize(3), space)
                .as((alerts, gap) -> gap + "[" + String.join("," + gap, alerts) + gap + "]" + gap);
    }
}
