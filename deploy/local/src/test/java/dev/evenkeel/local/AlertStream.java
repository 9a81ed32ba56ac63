package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Ten thousand alerts, posted over a few connections in batches as large as Prometheus makes them, while something
 * breaks and is mended. A batch that was refused or not answered is posted again; one that was acknowledged never is, so
 * that nothing but its own promise keeps alert-router from losing it. The last batches wait for the recovery.
 */
final class AlertStream {

    /**
     * An attempt that brought no 200.
     *
     * @param status 0 if there was no answer at all
     */
    record Refusal(int status, boolean saysWhenToRetry, String body) {}

    /** How many batches had been acknowledged when, and what was refused meanwhile. */
    record Course(int acknowledgedBeforeTheFault, int acknowledgedAfterTheRecovery, List<Refusal> refusals) {}

    static final int ALERTS = 10_000;
    static final int BATCH = 64;
    static final int BATCHES = (ALERTS + BATCH - 1) / BATCH;

    private static final int AFTER_THE_RECOVERY = BATCHES / 5;
    private static final int CONNECTIONS = 4;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(50);
    private static final Duration ALL_WITHIN = Duration.ofSeconds(60);

    private final URI url;
    private final String ingestKey;
    private final String name;
    private final int batchesBeforeTheFault;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ConcurrentLinkedQueue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final CountDownLatch timeForTheFault;
    private final CountDownLatch recovered = new CountDownLatch(1);

    /**
     * @param name the {@code alertname} of all alerts; each has a number from 0 on as its label {@code n}
     * @param batchesBeforeTheFault after how many acknowledged batches the fault happens, while others are on their way
     */
    AlertStream(Settings settings, String ingestKey, String name, int batchesBeforeTheFault) {
        this.url = URI.create(settings.url(Member.ALERTS) + "/api/v2/alerts");
        this.ingestKey = ingestKey;
        this.name = name;
        this.batchesBeforeTheFault = batchesBeforeTheFault;
        this.timeForTheFault = new CountDownLatch(batchesBeforeTheFault);
    }

    /** The largest number of batches that can be asked for before the fault, so that some are under way during it. */
    static int mostBeforeTheFault() {
        return BATCHES - AFTER_THE_RECOVERY - 2 * CONNECTIONS;
    }

    /**
     * Posts everything, and meanwhile runs what breaks and mends.
     *
     * @throws TimeoutException if a batch is still not acknowledged a minute after the recovery
     */
    Course postDuring(Callable<Void> faultAndRecovery) throws Exception {
        try (ExecutorService posters = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Void>> posting = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                posting.add(posters.submit(this::postBatches));
            }
            try {
                if (!timeForTheFault.await(ALL_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    throw new TimeoutException("Only %d of %d batches got through: %s"
                            .formatted(acknowledged.get(), batchesBeforeTheFault, refusals));
                }
                faultAndRecovery.call();
                int untilTheRecovery = acknowledged.get();
                recovered.countDown();
                for (Future<Void> poster : posting) {
                    poster.get(ALL_WITHIN.toSeconds(), TimeUnit.SECONDS);
                }
                return new Course(batchesBeforeTheFault, acknowledged.get() - untilTheRecovery, List.copyOf(refusals));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            } finally {
                posters.shutdownNow();
            }
        }
    }

    private Void postBatches() throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int batch = next.getAndIncrement(); batch < BATCHES; batch = next.getAndIncrement()) {
                if (batch >= BATCHES - AFTER_THE_RECOVERY) {
                    recovered.await();
                }
                postUntilAcknowledged(client, batch);
                acknowledged.incrementAndGet();
                timeForTheFault.countDown();
            }
        }
        return null;
    }

    private void postUntilAcknowledged(HttpClient client, int batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + ingestKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(batch)))
                .build();
        while (true) {
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
                refusals.add(new Refusal(answer.statusCode(), saysWhen, answer.body()));
            } catch (IOException noAnswer) {
                refusals.add(new Refusal(0, false, noAnswer.toString()));
            }
            Thread.sleep(BEFORE_ANOTHER_ATTEMPT);
        }
    }

    private String body(int batch) {
        return IntStream.range(batch * BATCH, Math.min(ALERTS, (batch + 1) * BATCH))
                .mapToObj(this::alert)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String alert(int number) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.putObject("labels")
                .put("alertname", name)
                .put("component", "node-" + number % 100)
                .put("n", Integer.toString(number));
        alert.putObject("annotations").put("summary", "Alert " + number + " of " + ALERTS);
        // Far enough away that no alert resolves by itself while we look.
        alert.put("endsAt", "2200-01-01T00:00:00Z");
        return alert.toString();
    }
}
