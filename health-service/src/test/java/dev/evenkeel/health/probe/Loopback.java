package dev.evenkeel.health.probe;

import java.time.Duration;
import java.util.List;

import io.vertx.core.Vertx;

import dev.evenkeel.platform.outbound.AddressPolicy;
import dev.evenkeel.platform.outbound.NameLookup;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundLimits;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

/** Connections to servers on this machine, for probes without a container around them. */
final class Loopback implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    Vertx vertx() {
        return vertx;
    }

    OutboundAddresses addresses() {
        var everywhere = new AddressPolicy(AddressPolicy.PrivateAddresses.ALLOW, List.of());
        return new OutboundAddresses(vertx, everywhere, NameLookup.SYSTEM);
    }

    OutboundHttp http() {
        var limits = new OutboundLimits(PATIENCE, PATIENCE, 1_000_000);
        return new OutboundHttp(vertx, addresses(), limits, TrustedAuthorities.system(), "test");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
