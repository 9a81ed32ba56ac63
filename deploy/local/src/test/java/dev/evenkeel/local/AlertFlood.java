package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Posts many alerts in batches, each batch one group, to every server that there is, as Prometheus does with several
 * Alertmanagers; a batch is posted to a server until that has acknowledged it, and never again.
 */
final class AlertFlood implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int CONNECTIONS = 4;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(50);

    private final String name;
    private final String key;
    private final int alerts;
    private final List<URI> servers;
    private final Instant startedAt = Instant.now();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final ExecutorService posters = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<?>> posting = new ArrayList<>();

    /** @param name the {@code alertname} of all of them; each has a number as its label {@code n} */
    AlertFlood(String name, int alerts, String key, List<URI> servers) {
        this.name = name;
        this.alerts = alerts;
        this.key = key;
        this.servers = List.copyOf(servers);
    }

    int batches() {
        return (alerts + BATCH - 1) / BATCH;
    }

    /** How many batches everybody has acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** How many posts were not acknowledged, or not answered. */
    int refused() {
        return refused.get();
    }

    /** Answers that are neither 200 nor a polite refusal. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    AlertFlood begin() {
        for (int i = 0; i < CONNECTIONS; i++) {
            posting.add(posters.submit(this::post));
        }
        return this;
    }

    void awaitEnd(Duration atMost) throws Exception {
        for (Future<?> poster : posting) {
            poster.get(atMost.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Void post() throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int batch = next.getAndIncrement(); batch < batches(); batch = next.getAndIncrement()) {
                for (URI server : servers) {
                    postUntilAcknowledged(client, server, batch);
                }
                acknowledged.incrementAndGet();
            }
        }
        return null;
    }

    private void postUntilAcknowledged(HttpClient client, URI server, int batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v2/alerts"))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(batch)))
                .build();
        while (!isAcknowledged(client, request)) {
            refused.incrementAndGet();
            Thread.sleep(BEFORE_ANOTHER_ATTEMPT);
        }
    }

    private boolean isAcknowledged(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            boolean polite = answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent();
            if (answer.statusCode() != 200 && !polite) {
                unexpected.add(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 200;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private String body(int batch) {
        return IntStream.range(batch * BATCH, Math.min(alerts, (batch + 1) * BATCH))
                .mapToObj(number -> """
                        {"labels":{"alertname":"%s","batch":"%d","instance":"10.0.0.%d:9100","n":"%d"},\
                        "annotations":{"summary":"Alert %d of %d"},\
                        "startsAt":"%s","endsAt":"2200-01-01T00:00:00Z"}\
                        """.formatted(name, batch, number % 250, number, number, alerts, startedAt))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void close() {
        posters.shutdownNow();
    }
}
