package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Takes notifications on loopback and counts how often it was told the same: which group, and which alerts of it. */
final class RecordingWebhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final Set<String> beingTold = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Duration slowness = Duration.ZERO;

    RecordingWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** How long an answer takes from now on; what is told is counted before. */
    void answerAfter(Duration time) {
        slowness = time;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String content = content(JSON.readTree(body));
        told.merge(content, 1, Integer::sum);
        beingTold.add(content);
        try {
            Thread.sleep(slowness);
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            beingTold.remove(content);
            exchange.close();
        }
    }

    private static String content(JsonNode document) {
        var alerts = new TreeSet<String>();
        document.path("alerts")
                .forEach(alert -> alerts.add(alert.path("fingerprint").asText()
                        + alert.path("status").asText()));
        return document.path("groupKey").asText() + alerts;
    }

    /** Groups that were told of, by what distinguishes their keys. */
    long groups() {
        return told.keySet().stream()
                .map(content -> content.substring(0, content.lastIndexOf('[')))
                .distinct()
                .count();
    }

    /** How many notifications were one too many. */
    int repeats() {
        return told.values().stream().mapToInt(times -> times - 1).sum();
    }

    /** What was told more than once. */
    Map<String, Integer> repeated() {
        return told.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean isBeingTold() {
        return !beingTold.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
