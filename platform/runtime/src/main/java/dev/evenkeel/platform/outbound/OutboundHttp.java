package dev.evenkeel.platform.outbound;

import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The one HTTP client for URLs that a user configures. A name is looked up once, every address is held against the
 * {@link AddressPolicy}, and the connection goes to exactly the address that passed, with the name kept for the Host
 * header, for SNI and for the certificate. HTTP/1.1, or 2 if the request wants it; gzip and deflate are accepted and undone.
 *
 * <p>Safe for use by any number of threads. Answers arrive on the caller's Vert.x context if there is one.
 */
public final class OutboundHttp {

    private final Vertx vertx;
    private final OutboundAddresses addresses;
    private final OutboundLimits limits;
    private final String userAgent;
    private final OutboundClients clients;
    private final ProxyTunnels tunnels;

    /** @param version of the program, told to the peers as {@code evenkeel/<version>} */
    public OutboundHttp(
            Vertx vertx,
            OutboundAddresses addresses,
            OutboundLimits limits,
            TrustedAuthorities authorities,
            String version) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.limits = limits;
        this.userAgent = "evenkeel/" + version;
        this.clients = new OutboundClients(vertx, limits, authorities);
        this.tunnels = new ProxyTunnels(vertx, limits, authorities);
    }

    /**
     * Sends a request and collects the whole answer. Any status is an answer.
     *
     * @return fails with an {@link OutboundException} only; cancelling it closes the connection
     */
    public Uni<OutboundResponse> send(OutboundRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = vertx.getOrCreateContext();
            var exchange = new OutboundExchange(this, request);
            emitter.onTermination(exchange::abandon);
            Runnable start = () -> exchange.run().onComplete(emitter::complete, emitter::fail);
            if (Context.isOnEventLoopThread()) {
                // what the caller does next would go before it otherwise
                start.run();
            } else {
                context.runOnContext(turn -> start.run());
            }
        });
    }

    /**
     * Sends a request and reads its answer, for requests that need a secret from a file and for answers that take a while
     * to read.
     *
     * @param request is asked for on a thread that may block
     * @param reader runs on a thread that may block; what it throws is how the whole fails
     * @return fails as {@link #send(OutboundRequest)} does, or as {@code request} and {@code reader} do
     */
    public <T> Uni<T> send(Supplier<OutboundRequest> request, Function<OutboundResponse, T> reader) {
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(request::get, false).toCompletionStage())
                .chain(this::send)
                .chain(response -> Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> reader.apply(response), false)
                                .toCompletionStage()));
    }

    Vertx vertx() {
        return vertx;
    }

    OutboundAddresses addresses() {
        return addresses;
    }

    OutboundLimits limits() {
        return limits;
    }

    String userAgent() {
        return userAgent;
    }

    OutboundClients clients() {
        return clients;
    }

    ProxyTunnels tunnels() {
        return tunnels;
    }
}
