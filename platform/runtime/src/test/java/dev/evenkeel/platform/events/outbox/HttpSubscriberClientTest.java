package dev.evenkeel.platform.events.outbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.outbound.AddressPolicy;
import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.NameLookup;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundLimits;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

import static org.assertj.core.api.Assertions.assertThat;

class HttpSubscriberClientTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> authorization = new CompletableFuture<>();
    private int port;

    @BeforeEach
    void aSubscriberListens() {
        port = vertx.createHttpServer()
                .requestHandler(request -> {
                    authorization.complete(request.getHeader("Authorization"));
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aKeyThatCannotBeReadIsAReasonToTryAgain() {
        Path missing = folder.resolve("missing");

        Outcome outcome = client(missing).send(delivery()).await().atMost(TIMEOUT);

        assertThat(outcome)
                .isEqualTo(new Outcome.Postponed(
                        "The secret in the file " + missing + " cannot be read", Optional.empty()));
    }

    @Test
    @Timeout(30)
    void aKeyThatTakesLongToReadHoldsUpNothingElse() throws Exception {
        Path slow = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor())
                .isZero();
        Context eventLoop = vertx.getOrCreateContext();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CompletableFuture<Void> meanwhile = new CompletableFuture<>();

        eventLoop.runOnContext(start -> {
            client(slow).send(delivery()).subscribe().with(outcome::complete, outcome::completeExceptionally);
            eventLoop.runOnContext(next -> meanwhile.complete(null));
        });

        meanwhile.join();
        assertThat(outcome).isNotDone();
        theKeyIsThere(slow);
        assertThat(outcome.join()).isEqualTo(new Outcome.Accepted());
        assertThat(authorization.join()).isEqualTo("Bearer key");
    }

    private static void theKeyIsThere(Path pipe) throws IOException {
        Files.writeString(pipe, "key\n");
    }

    private HttpSubscriberClient client(Path key) {
        var addresses =
                new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), NameLookup.SYSTEM);
        var limits = new OutboundLimits(TIMEOUT, TIMEOUT, 1_000_000);
        var target = new HttpSubscriberClient.Target(
                URI.create("http://127.0.0.1:" + port + "/"), Optional.of(Secret.file(key)));
        return new HttpSubscriberClient(
                new OutboundHttp(vertx, addresses, limits, TrustedAuthorities.system(), "test"),
                Map.of("alerts", target),
                TIMEOUT,
                Clock.systemUTC());
    }

    private static Delivery delivery() {
        var event = new CloudEvent("1", "/evenkeel/test", "dev.evenkeel.test.noted.v1", "api", NOW, "{}");
        return new Delivery(1, "alerts", event, 1, NOW, NOW);
    }
}
