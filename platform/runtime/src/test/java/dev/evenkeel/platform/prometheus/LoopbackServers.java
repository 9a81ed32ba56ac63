package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.util.List;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import dev.evenkeel.platform.outbound.AddressPolicy;
import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.NameLookup;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundLimits;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

/** Servers on this machine, and the client that reaches them. */
final class LoopbackServers implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();

    OutboundHttp client() {
        var policy = new AddressPolicy(PrivateAddresses.ALLOW, List.of());
        var addresses = new OutboundAddresses(vertx, policy, NameLookup.SYSTEM);
        var limits = new OutboundLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 1_000_000);
        return new OutboundHttp(vertx, addresses, limits, TrustedAuthorities.system(), "test");
    }

    int serve(Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
