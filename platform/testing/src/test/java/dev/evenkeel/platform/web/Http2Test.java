package dev.evenkeel.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The JDK's client asks for HTTP/2 by default: its first request asks for an upgrade, those after it begin as HTTP/2. */
@ServiceTest
class Http2Test {

    private static final int LIMIT = 8 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource
    URI root;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        client.close();
    }

    @Test
    void theConnectionIsUpgraded() throws Exception {
        HttpResponse<String> first = get("/web-test/items/1");
        HttpResponse<String> second = get("/web-test/items/2");

        assertThat(List.of(first.version(), second.version())).containsOnly(Version.HTTP_2);
        assertThat(first.body()).isEqualTo("item 1");
        assertThat(second.body()).isEqualTo("item 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60_000, 70_000, 1_000_000, LIMIT})
    void bodiesOfEverySizeArriveByUpgradeAndAfterIt(int size) throws Exception {
        for (int request = 0; request < 3; request++) {
            HttpResponse<String> answer = post("/web-test/text", "text/plain", text(size));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).startsWith(size + " on");
        }
    }

    @Test
    void aBodyWithoutALengthArrives() throws Exception {
        get("/web-test/items/1");

        HttpResponse<String> answer = post("/web-test/text", "text/plain", BodyPublishers.fromPublisher(text(100_000)));

        assertThat(answer.body()).startsWith("100000 on");
    }

    @Test
    void jsonIsReadAndWritten() throws Exception {
        for (int request = 0; request < 3; request++) {
            HttpResponse<String> answer =
                    post("/web-test/stored", "application/json", BodyPublishers.ofString("{\"name\": \"bolt\"}"));

            assertThat(answer.body()).isEqualTo("bolt");
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 3 * LIMIT})
    void tooLargeABodyIsRefusedAndTheConnectionIsOfUseAfterwards(int size) throws Exception {
        for (int request = 0; request < 3; request++) {
            HttpResponse<String> refused = post("/web-test/text", "text/plain", text(size));
            HttpResponse<String> next = get("/web-test/items/1");

            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(next.body()).isEqualTo("item 1");
        }
    }

    @Test
    void tooLargeABodyWithoutALengthIsRefused() throws Exception {
        get("/web-test/items/1");

        HttpResponse<String> refused =
                post("/web-test/text", "text/plain", BodyPublishers.fromPublisher(text(2 * LIMIT)));

        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web-test/things", "/nothing", "/web-test/secured", "/web-test/items/1"})
    void aBodyThatNobodyReadsStillGetsItsAnswer(String path) throws Exception {
        for (int request = 0; request < 3; request++) {
            HttpResponse<String> answer = post(path, "text/plain", text(200_000));

            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).contains("\"status\":" + answer.statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing",
        "POST, /nothing",
        "DELETE, /web-test/items/1",
        "PUT, /web-test/things",
        "GET, /web-test/items?limit=x",
        "GET, /web-test/failures/bug",
        "GET, /web-test/failures/late-bug",
        "GET, /web-test/failures/away",
        "GET, /web-test/secured",
        "GET, /api/v1/keys",
        "GET, /q/nothing",
        "GET, /q/health/live",
        "POST, /q/health",
        "GET, /",
        "HEAD, /web-test/items/1",
        "OPTIONS, /web-test/items/1",
    })
    void everyAnswerIsWhatHttp11Gets(String method, String path) throws Exception {
        HttpRequest request =
                request(path).method(method, BodyPublishers.noBody()).build();
        HttpResponse<String> expected;
        try (HttpClient old = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            expected = old.send(request, BodyHandlers.ofString());
        }
        get("/web-test/items/1");

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(expected.version()).isEqualTo(Version.HTTP_1_1);
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(expected.statusCode());
        assertThat(comparable(answer)).isEqualTo(comparable(expected));
        assertThat(withoutCorrelation(answer.body())).isEqualTo(withoutCorrelation(expected.body()));
    }

    @Test
    void aLongAnswerIsCompressedForWhoTakesIt() throws Exception {
        get("/web-test/items/1");
        HttpRequest request =
                request("/metrics").header("Accept-Encoding", "gzip").build();

        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());

        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(unpacked).asString(UTF_8).contains("# TYPE http_requests_in_progress gauge");
        }
    }

    @Test
    void aRequestIsCountedOnce() throws Exception {
        double before = counted();

        for (int request = 0; request < 5; request++) {
            get("/web-test/failures/counted");
        }

        assertThat(counted() - before).isEqualTo(5);
    }

    @Test
    void manyStreamsOfOneConnectionGetTheirOwnAnswers() throws Exception {
        get("/web-test/items/1");

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                .mapToObj(n -> client.sendAsync(
                        n % 3 == 0
                                ? request("/web-test/items/" + (1_000 + n)).build()
                                : request("/web-test/text")
                                        .header("Content-Type", "text/plain")
                                        .POST(text(n % 3 == 1 ? n : n * 1_000))
                                        .build(),
                        BodyHandlers.ofString()))
                .toList();

        for (int n = 0; n < answers.size(); n++) {
            HttpResponse<String> answer = answers.get(n).get();
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            assertThat(answer.body())
                    .startsWith(n % 3 == 0 ? "item " + (1_000 + n) : n % 3 == 1 ? n + " on" : n * 1_000 + " on");
        }
    }

    @Test
    void manyConnectionsAreUpgradedAtOnce() throws Exception {
        List<HttpClient> clients =
                IntStream.range(0, 40).mapToObj(n -> HttpClient.newHttpClient()).toList();

        List<CompletableFuture<HttpResponse<String>>> answers = clients.stream()
                .map(each -> each.sendAsync(
                        request("/web-test/text")
                                .header("Content-Type", "text/plain")
                                .POST(text(30_000))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().body()).startsWith("30000 on");
        }
        clients.forEach(HttpClient::close);
    }

    private double counted() throws IOException, InterruptedException {
        String line =
                "http_request_duration_seconds_count{method=\"GET\",route=\"/web-test/failures/{kind}\",status=\"200\"";
        return get("/metrics")
                .body()
                .lines()
                .filter(metric -> metric.startsWith(line))
                .mapToDouble(metric -> Double.parseDouble(metric.substring(metric.lastIndexOf(' '))))
                .sum();
    }

    private static Map<String, List<String>> comparable(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        // Vert.x says "identity" over HTTP/2 and nothing over HTTP/1.1, which is the same.
        headers.remove("content-encoding", List.of("identity"));
        headers.keySet()
                .removeAll(Set.of(":status", "x-correlation-id", "date", "connection", "content-length", "set-cookie"));
        return headers;
    }

    private static String withoutCorrelation(String body) {
        return body.replaceAll("[0-9a-f]{32}", "an-id");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(request(path).header("Content-Type", type).POST(body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    }

    private static BodyPublisher text(int size) {
        return BodyPublishers.ofString("x".repeat(size));
    }
}
