package dev.evenkeel.platform.prometheus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.evenkeel.platform.outbound.OutboundResponse;
import dev.evenkeel.platform.outbound.Timings;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusJsonTest {

    private static final List<Function<JsonNode, ?>> READERS = List.of(
            PrometheusJson::queryValue,
            PrometheusJson::matrix,
            PrometheusJson::labelSets,
            PrometheusJson::texts,
            PrometheusJson::buildInfo);

    @Property
    void anyTextIsReadOrRefused(@ForAll String body) {
        readOrRefuse(body);
    }

    @Property(tries = 3000)
    void anyDataOfASuccessIsReadOrRefused(@ForAll("json") String result, @ForAll("types") String type) {
        readOrRefuse("{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}".formatted(type, result));
        readOrRefuse("{\"status\":\"success\",\"data\":%s,\"warnings\":%s}".formatted(result, result));
    }

    private static void readOrRefuse(String body) {
        for (Function<JsonNode, ?> reader : READERS) {
            try {
                Object answer = PrometheusJson.read(
                        response(body), root -> new Answer<>(reader.apply(root), List.of(), List.of()));
                assertThat(answer).isNotNull();
            } catch (PrometheusException refused) {
                assertThat(refused.kind()).isNotNull();
            }
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("vector", "matrix", "scalar", "string", "other");
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> leaves = Arbitraries.of(
                "1", "1.5", "\"1\"", "\"NaN\"", "null", "true", "{}", "[]", "[1,\"2\"]", "\"x\"", "1e999");
        Arbitrary<String> deeper = leaves;
        for (int depth = 0; depth < 3; depth++) {
            deeper = Arbitraries.oneOf(leaves, lists(deeper), objects(deeper)).withoutEdgeCases();
        }
        return deeper;
    }

    private static Arbitrary<String> lists(Arbitrary<String> elements) {
        return elements.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]");
    }

    private static Arbitrary<String> objects(Arbitrary<String> values) {
        Arbitrary<String> fields = Arbitraries.of("metric", "value", "values", "histogram", "histograms", "job");
        return Arbitraries.maps(fields, values).ofMaxSize(3).map(PrometheusJsonTest::object);
    }

    private static String object(Map<String, String> fields) {
        return "{"
                + String.join(
                        ",",
                        fields.entrySet().stream()
                                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                                .toList())
                + "}";
    }

    private static OutboundResponse response(String body) {
        var none = new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new OutboundResponse(
                200, Map.of(), Buffer.buffer(body), InetAddress.ofLiteral("127.0.0.1"), Optional.empty(), none);
    }
}
