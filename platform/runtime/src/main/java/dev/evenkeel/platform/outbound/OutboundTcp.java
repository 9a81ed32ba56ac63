package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

import dev.evenkeel.platform.outbound.OutboundException.Reason;

/** Plain TCP connections to hosts that a user configures, judged like {@link OutboundHttp}'s. */
public final class OutboundTcp {

    /**
     * An open connection.
     *
     * @param socket the caller's to close
     * @param address the address that was contacted
     * @param dns looking up the name; zero for an address
     * @param connect until the connection stood
     */
    public record Connection(NetSocket socket, InetAddress address, Duration dns, Duration connect) {}

    private final Vertx vertx;
    private final OutboundAddresses addresses;
    private final OutboundLimits limits;
    private final NetClient client;

    public OutboundTcp(Vertx vertx, OutboundAddresses addresses, OutboundLimits limits) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.limits = limits;
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) limits.connectTimeout().toMillis()));
    }

    /** Connects within the time that the settings give to a connect. */
    public Uni<Connection> connect(String host, int port) {
        return connect(host, port, limits.connectTimeout());
    }

    /**
     * @param host a name or an address
     * @param timeout for lookup and connect together
     * @return fails with an {@link OutboundException}: INVALID_URL, UNRESOLVED, REFUSED_BY_POLICY, CONNECT_FAILED, or
     *     TIMEOUT
     */
    public Uni<Connection> connect(String host, int port, Duration timeout) {
        return Uni.createFrom().emitter(emitter -> {
            Promise<Connection> promise = Promise.promise();
            long timer = vertx.setTimer(
                    Math.max(1, timeout.toMillis()),
                    fired -> promise.tryFail(new OutboundException(
                            Reason.TIMEOUT,
                            "%s:%d did not accept a connection within %d ms"
                                    .formatted(host, port, timeout.toMillis()))));
            emitter.onTermination(() -> promise.tryFail(new OutboundException(Reason.TIMEOUT, "cancelled")));
            promise.future().onComplete(done -> vertx.cancelTimer(timer)).onComplete(emitter::complete, emitter::fail);
            open(host, port)
                    .onFailure(promise::tryFail)
                    .onSuccess(connection -> closeIfLate(connection, promise.tryComplete(connection)));
        });
    }

    private static void closeIfLate(Connection connection, boolean inTime) {
        if (!inTime) {
            connection.socket().close();
        }
    }

    private Future<Connection> open(String host, int port) {
        HttpTarget target;
        try {
            target = HttpTarget.ofHost(host, port);
        } catch (OutboundException invalid) {
            return Future.failedFuture(invalid);
        }
        long started = System.nanoTime();
        return addresses.resolve(target).compose(found -> {
            Duration dns = target.literal().isPresent() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - started);
            return open(target, found, 0, dns);
        });
    }

    private Future<Connection> open(HttpTarget target, List<InetAddress> candidates, int index, Duration dns) {
        InetAddress address = candidates.get(index);
        long started = System.nanoTime();
        return client.connect(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .map(socket -> new Connection(socket, address, dns, Duration.ofNanos(System.nanoTime() - started)))
                .recover(failure -> index + 1 < candidates.size()
                        ? open(target, candidates, index + 1, dns)
                        : Future.failedFuture(new OutboundException(
                                Reason.CONNECT_FAILED,
                                "no connection to %s:%d: %s"
                                        .formatted(target.host(), target.port(), Failures.describe(failure)),
                                failure)));
    }
}
