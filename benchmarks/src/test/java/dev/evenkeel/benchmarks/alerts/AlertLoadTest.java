package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlertLoadTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theFeedLooksLikeAPrometheus() throws IOException {
        List<byte[]> batches = new AlertFeed("run", Instant.parse("2026-11-21T00:00:00Z")).batches(130, 64);

        assertThat(batches).hasSize(3);
        assertThat(JSON.readTree(batches.getLast())).hasSize(2);
        JsonNode alert = JSON.readTree(batches.getFirst()).get(0);
        assertThat(alert.get("labels")).hasSize(7);
        assertThat(alert.get("annotations")).hasSize(3);
    }

    @Test
    void everyAlertOfALoadIsAnother() throws IOException {
        Set<JsonNode> labels = ConcurrentHashMap.newKeySet();
        for (byte[] batch : new AlertFeed("run", Instant.EPOCH).batches(1_000, 256)) {
            JSON.readTree(batch).forEach(alert -> labels.add(alert.get("labels")));
        }

        assertThat(labels).hasSize(1_000);
    }

    @Test
    void aLoadIsPostedWholeAndOnceOverSeveralConnections() throws IOException {
        Map<String, Integer> posted = new ConcurrentHashMap<>();
        HttpServer server = server(posted, 200);

        try (AlertApi api = new AlertApi(url(server), Optional.of("secret"))) {
            double rate = new AlertLoad(api, "a", 4).post("b", 1_000, 64);

            assertThat(rate).isPositive();
        } finally {
            server.stop(0);
        }
        assertThat(posted).hasSize(1_000).containsValue(1).doesNotContainValue(2);
    }

    @Test
    void aServerThatRefusesEndsTheLoad() throws IOException {
        HttpServer server = server(new ConcurrentHashMap<>(), 503);

        try (AlertApi api = new AlertApi(url(server), Optional.empty())) {
            var load = new AlertLoad(api, "a", 2);
            assertThatThrownBy(() -> load.post("b", 100, 64))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("POST " + url(server) + "/api/v2/alerts answered 503: ");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void steadyProbesDoNotWaitForThoseBefore() throws IOException {
        List<String> posted = Collections.synchronizedList(new ArrayList<>());
        try (WebhookSink sink = new WebhookSink(0);
                HttpClient webhooks = HttpClient.newHttpClient()) {
            HttpServer server = server(200, body -> {
                posted.add(body);
                if (posted.size() == 3) {
                    posted.forEach(each -> tell(webhooks, sink, each));
                }
            });
            try (AlertApi api = new AlertApi(url(server), Optional.empty())) {
                Latencies latencies = new AlertLoad(api, "a", 2).steadyProbes("b", 3, sink);

                assertThat(latencies.sorted()).hasSize(3);
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void aGroupOfManyIsToldWhenARequestHoldsAllOfItAndAgainWhenNoneFires() throws IOException {
        String alert = "{\"status\":\"%1$s\",\"labels\":{\"one\":\"ab\"},\"fingerprint\":\"00\"}";
        String told = "{\"status\":\"%1$s\",\"alerts\":[" + alert + "," + alert + "]}";
        try (WebhookSink sink = new WebhookSink(0);
                HttpClient webhooks = HttpClient.newHttpClient()) {
            tell(webhooks, sink, told.formatted("firing"));
            tell(webhooks, sink, told.formatted("resolved"));

            long fired = sink.await(WebhookSink.manyFiring("ab", 2), Duration.ofSeconds(20));
            assertThat(sink.await(WebhookSink.manyEnded("ab"), Duration.ofSeconds(20)))
                    .isGreaterThan(fired);
        }
    }

    private static void tell(HttpClient webhooks, WebhookSink sink, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.port() + "/probe"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        webhooks.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join();
    }

    @Test
    void quantilesAreMeasuredValues() {
        Latencies latencies =
                Latencies.of(Stream.of(5, 1, 4, 2, 3).map(Duration::ofMillis).toList());

        assertThat(latencies.quantile(0.5)).isEqualTo(Duration.ofMillis(3));
        assertThat(latencies.quantile(0.99)).isEqualTo(Duration.ofMillis(5));
        assertThat(latencies.quantile(0)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void ofSeveralRoundsTheMiddleOneIsPrintedWithTheLeastAndTheMost() {
        var report = new Report();
        for (double rate : new double[] {9_500, 31_000, 30_000}) {
            report.add("ours", "new alerts", Report.perSecond(rate));
        }
        report.add("ours", "memory", "server 30 MB");
        report.add("theirs", "memory", "server 40 MB");
        report.add("theirs", "memory", "server 50 MB");

        assertThat(report.table()).isEqualTo("""
                | measured | ours | theirs |
                |---|---|---|
                | new alerts | 30,000/s (9,500/s to 31,000/s) | - |
                | memory | server 30 MB | server 40 MB |
                """);
    }

    @Test
    void whatIsNotUnderstoodIsSaidInASentence() {
        assertThatThrownBy(() -> BenchmarkOptions.parse("--url", "localhost"))
                .hasMessage("--url is a server such as http://127.0.0.1:9093, not localhost.");
        assertThatThrownBy(() -> BenchmarkOptions.parse("--alerts", "0")).hasMessageContaining("from 1 to");
        assertThatThrownBy(() -> BenchmarkOptions.parse("--fast", "1")).hasMessage("There is no option --fast.");
    }

    @Test
    void theNativeExecutableIsMeasuredOnlyIfItIsAskedForAndThere(@TempDir Path repository) throws IOException {
        assertThat(BenchmarkOptions.parse().nativeExecutable()).isFalse();
        assertThat(BenchmarkOptions.parse("--native", "--only", "list").nativeExecutable())
                .isTrue();
        assertThatThrownBy(() -> RouterProgram.nativeExecutable(repository, "512m"))
                .hasMessageContaining("no native executable")
                .hasMessageContaining("./mvnw package -Dnative");

        Path target = Files.createDirectories(repository.resolve("alert-router/target"));
        Path built = Files.writeString(target.resolve("alert-router-1-runner"), "");
        assertThat(built.toFile().setExecutable(true)).isTrue();

        assertThat(RouterProgram.nativeExecutable(repository, "512m").command(Map.of("a", "b")))
                .containsExactly(
                        built.toString(),
                        "-Xmx512m",
                        "-Xmn64m",
                        "-Dquarkus.vertx.event-loops-pool-size=" + RouterProgram.eventLoops(),
                        "-Da=b");
    }

    @Test
    void scenariosAreChosenByName() {
        assertThat(BenchmarkOptions.parse().only()).containsExactlyInAnyOrder(Scenario.values());
        assertThat(BenchmarkOptions.parse("--only", "list,storm").only())
                .containsExactlyInAnyOrder(Scenario.LIST, Scenario.STORM);
        assertThatThrownBy(() -> BenchmarkOptions.parse("--only", "sums"))
                .hasMessage("--only names some of: ingest, list, groups, one, latency, storm; sums is none of them.");
    }

    @Test
    void computingTimeOfAProcessIsCounted() {
        var ourselves = new ProcessFamily(ProcessHandle.current().pid());

        assertThat(ourselves.computed()).isPositive();
        assertThat(ourselves.memory()).isPositive();
        assertThat(ourselves.threads()).isGreaterThan(1);
    }

    private static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static HttpServer server(Map<String, Integer> posted, int status) throws IOException {
        return server(status, body -> {
            for (JsonNode alert : JSON.readTree(body)) {
                posted.merge(alert.get("labels").toString(), 1, Integer::sum);
            }
        });
    }

    private interface Posts {
        void take(String body) throws IOException;
    }

    private static HttpServer server(int status, Posts posts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/alerts", exchange -> {
            posts.take(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
