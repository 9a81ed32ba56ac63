package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A report that is due is sent once, by however many replicas, and once more at most for each that is killed between sending it
 * and writing that down. Real processes, killed as {@code kill -9} does.
 */
class ReportFaultsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_DUE = Duration.ofSeconds(15);

    /** A claim that a killed replica leaves behind lapses after 30 s; who sends is looked for every 30 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private ReportWebhook webhook;
    private RouterCluster cluster;

    @BeforeEach
    void whoIsToHaveIt() throws Exception {
        webhook = new ReportWebhook();
        cluster = new RouterCluster("""
                route: {receiver: nobody}
                receivers:
                - {name: nobody}
                - {name: readers, webhook_configs: [{url: '%s'}]}
                """.formatted(webhook.url()));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        cluster.remove();
        webhook.close();
        http.close();
    }

    @Test
    void twoReplicasSendItOnceAndOnceMoreWhenBothAreKilledWhileItIsSent() throws Exception {
        List<RouterReplica> replicas = List.of(cluster.addReplica(), cluster.addReplica());
        LocalDateTime due = aReport(replicas);
        var killed = new CompletableFuture<Void>();
        webhook.beforeNextAnswer(() -> {
            killAll(replicas);
            killed.complete(null);
        });
        awaitTime(due);
        send(replicas);
        killed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(webhook.ids()).hasSize(1);

        for (RouterReplica replica : replicas) {
            replica.start();
        }

        await(() -> webhook.ids().size() > 1);
        send(replicas);
        assertThat(webhook.ids()).hasSize(2);
        assertThat(webhook.ids().stream().distinct()).hasSize(1);
        assertSent(replicas.getFirst(), 2);
        System.out.println(
                "a report to two replicas, both killed while one sent it: 1 of 1 sent, 1 repeated under its id");
    }

    @Test
    void whatWasDueWhileNobodyWasThereIsCaughtUpOnce() throws Exception {
        List<RouterReplica> replicas = List.of(cluster.addReplica(), cluster.addReplica());
        LocalDateTime due = aReport(replicas);
        killAll(replicas);
        awaitTime(due);
        for (RouterReplica replica : replicas) {
            replica.start();
        }

        send(replicas);

        await(() -> !webhook.ids().isEmpty());
        send(replicas);
        send(replicas);
        assertThat(webhook.ids()).hasSize(1);
        assertSent(replicas.getFirst(), 1);
        System.out.println("a report that was due while nobody was there: 1 of 1 sent, 0 repeated");
    }

    /** Returns when it is due, after every replica has heard of it. */
    private LocalDateTime aReport(List<RouterReplica> replicas) throws Exception {
        LocalDateTime due = LocalDateTime.now(ZoneOffset.UTC).plus(UNTIL_DUE).truncatedTo(ChronoUnit.SECONDS);
        cluster.configure(
                "reports.yaml", """
                reports: [{name: weekly, every: week, day: %s, time: "%s", receivers: [readers]}]
                """.formatted(due.getDayOfWeek().name().toLowerCase(Locale.ROOT), due.toLocalTime()));
        for (RouterReplica replica : replicas) {
            assertThat(post(replica, "/-/reload")).isLessThan(300);
        }
        send(replicas);
        assertThat(LocalDateTime.now(ZoneOffset.UTC)).isBefore(due);
        return due;
    }

    /** Has all of them look at once for what is due; whoever is killed meanwhile does not answer. */
    private void send(List<RouterReplica> replicas) {
        List<CompletableFuture<Void>> looks = replicas.stream()
                .map(replica -> CompletableFuture.runAsync(() -> {
                    try {
                        assertThat(post(replica, "/internal/tasks/send-reports"))
                                .isLessThan(300);
                    } catch (IOException killed) {
                        System.out.println("no answer of " + replica.url() + ": " + killed);
                    }
                }))
                .toList();
        looks.forEach(CompletableFuture::join);
    }

    private static void killAll(List<RouterReplica> replicas) {
        try {
            for (RouterReplica replica : replicas) {
                replica.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while killing", e);
        }
    }

    private int post(RouterReplica replica, String path) throws IOException {
        return ask(replica, path, "POST").statusCode();
    }

    private void assertSent(RouterReplica replica, int attempts) throws Exception {
        JsonNode reports = JSON.readTree(ask(replica, "/api/v1/reports", "GET").body());
        assertThat(reports.path("items")).hasSize(1);
        JsonNode sending = reports.at("/items/0/sendings/0");
        assertThat(sending.path("state").asText()).isEqualTo("sent");
        assertThat(sending.path("attempts").asInt()).isEqualTo(attempts);
    }

    private HttpResponse<String> ask(RouterReplica replica, String path, String method) throws IOException {
        URI url = replica.url().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + cluster.key())
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + url, e);
        }
    }

    private static void awaitTime(LocalDateTime time) throws InterruptedException {
        Duration left = Duration.between(LocalDateTime.now(ZoneOffset.UTC), time.plusSeconds(1));
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
