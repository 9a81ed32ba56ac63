package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.prometheus.PrometheusException.Kind;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PrometheusClientTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    private final LoopbackServers servers = new LoopbackServers();

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void aVectorIsReadWithItsOddValuesAndWarnings() {
        PrometheusClient client = answering(200, """
                {"status":"success","warnings":["a store is away"],"data":{"resultType":"vector","result":[
                 {"metric":{"__name__":"up","job":"a"},"value":[1700000000.123,"1"]},
                 {"metric":{},"value":[1700000000,"NaN"]},
                 {"metric":{"job":"b"},"value":[1700000000,"+Inf"]},
                 {"metric":{"job":"c"},"histogram":[1700000000,{"count":"1"}]}]}}""");

        Answer<QueryValue> answer = await(client.query("up", NOW));

        assertThat(answer.data())
                .isEqualTo(new QueryValue.Vector(List.of(
                        new ScrapedSample(Labels.of("__name__", "up", "job", "a"), Sample.at(NOW, 1)),
                        new ScrapedSample(Labels.empty(), new Sample(1_700_000_000_000L, Double.NaN)),
                        new ScrapedSample(
                                Labels.of("job", "b"), new Sample(1_700_000_000_000L, Double.POSITIVE_INFINITY)))));
        assertThat(answer.warnings()).containsExactly("a store is away", "1 native histograms are left out");
    }

    @Test
    void scalarStringAndMatrixAreRead() {
        assertThat(await(answering(200, success("scalar", "[1.5,\"-Inf\"]")).query("x", NOW))
                        .data())
                .isEqualTo(new QueryValue.Scalar(new Sample(1500, Double.NEGATIVE_INFINITY)));
        assertThat(await(answering(200, success("string", "[1.5,\"hello\"]")).query("x", NOW))
                        .data())
                .isEqualTo(new QueryValue.Text(1500, "hello"));
        String matrix = success("matrix", "[{\"metric\":{\"a\":\"b\"},\"values\":[[1,\"2\"],[2,\"3\"]]}]");
        Series series = Series.of(Labels.of("a", "b"), new Sample(1000, 2), new Sample(2000, 3));
        assertThat(await(answering(200, matrix).query("x[5m]", NOW)).data())
                .isEqualTo(new QueryValue.Matrix(List.of(series)));
        assertThat(await(answering(200, matrix).queryRange("x", NOW, NOW, Duration.ofSeconds(1)))
                        .data())
                .containsExactly(series);
    }

    @Test
    void aQuestionCarriesPrefixTenantCredentialsAndTimes() {
        var seen = new AtomicReference<HttpServerRequest>();
        int port = servers.serve(request -> {
            seen.set(request);
            request.response().end(success("matrix", "[]"));
        });
        var server = new PrometheusServer(
                "http://127.0.0.1:" + port + "/prometheus/",
                Optional.of(new Credentials.Basic("u", Secret.literal("p"))),
                Map.of("X-Scope-OrgID", "tenant"),
                Duration.ofSeconds(5));

        await(new PrometheusClient(servers.client(), server)
                .queryRange("rate(x[5m])", NOW, NOW.plusSeconds(60), Duration.ofMillis(1500)));

        assertThat(seen.get().path()).isEqualTo("/prometheus/api/v1/query_range");
        assertThat(seen.get().getHeader("X-Scope-OrgID")).isEqualTo("tenant");
        assertThat(seen.get().getHeader("Authorization")).isEqualTo("Basic dTpw");
        assertThat(seen.get().query())
                .isEqualTo(
                        "query=rate%28x%5B5m%5D%29&start=1700000000.123&end=1700000060.123&step=1.500&timeout=5000ms");
    }

    @Test
    void aLongQuestionIsPosted() {
        var asked = new AtomicReference<String>();
        int port = servers.serve(request -> request.bodyHandler(body -> {
            asked.set(request.method() + " " + request.query() + " " + body.length());
            request.response().end(success("vector", "[]"));
        }));

        await(client(port).query("x".repeat(3000), NOW));

        assertThat(asked.get()).startsWith("POST null 30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"} | BAD_DATA",
                "422 | {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many\"} | EXECUTION",
                "503 | {\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"late\"} | TIMEOUT",
                "503 | {\"status\":\"error\",\"errorType\":\"canceled\",\"error\":\"gone\"} | CANCELED",
                "500 | {\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"oops\"} | INTERNAL",
                "404 | not found | NOT_FOUND",
                "401 | no | UNAUTHORIZED",
                "502 | <html> | UNAVAILABLE",
                "200 | <html> | UNREADABLE",
                "302 | x | UNREADABLE",
                "200 | [] | UNREADABLE"
            })
    void aRefusalHasItsKind(int status, String body, Kind kind) {
        PrometheusException refused = catchThrowableOfType(
                PrometheusException.class, () -> await(answering(status, body).query("x", NOW)));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.getMessage()).isNotBlank();
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() {
        PrometheusException refused = catchThrowableOfType(
                PrometheusException.class, () -> await(client(1).query("secret", NOW)));

        assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refused).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resultType\":\"vector\",\"result\":{}}",
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":[],\"value\":[1,\"1\"]}]}",
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1]}]}",
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[\"1\",\"1\"]}]}",
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"one\"]}]}",
                "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[2,\"1\"],[1,\"1\"]]}]}",
                "{\"resultType\":\"table\",\"result\":[]}",
                "[]",
                "null"
            })
    void anAnswerOfAnotherShapeIsUnreadable(String data) {
        PrometheusException refused = catchThrowableOfType(
                PrometheusException.class,
                () -> await(answering(200, "{\"status\":\"success\",\"data\":" + data + "}")
                        .query("x", NOW)));

        assertThat(refused.kind()).isEqualTo(Kind.UNREADABLE);
    }

    private PrometheusClient answering(int status, String body) {
        return client(servers.serve(
                request -> request.response().setStatusCode(status).end(body)));
    }

    private PrometheusClient client(int port) {
        return new PrometheusClient(servers.client(), PrometheusServer.at("http://127.0.0.1:" + port));
    }

    private static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}".formatted(type, result);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
