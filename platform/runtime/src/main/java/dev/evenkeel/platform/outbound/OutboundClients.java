package dev.evenkeel.platform.outbound;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;

import dev.evenkeel.platform.outbound.OutboundRequest.Version;

/** One client, with its pool of connections, for each way in which TLS is spoken; those that fell out of use are closed. */
final class OutboundClients {

    private static final int CONNECTIONS_PER_PEER = 32;
    private static final int LONGEST_HEAD = 32 * 1024;
    // shorter than what servers commonly grant, so that an idle connection is ours to close
    private static final int IDLE_SECONDS = 15;
    private static final int MOST_CLIENTS = 100;
    // longer than any exchange takes
    private static final long CLOSED_AFTER_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private record Way(OutboundTls tls, boolean keepAlive, Version version) {}

    private final Vertx vertx;
    private final OutboundLimits limits;
    private final TrustedAuthorities authorities;
    private final LinkedHashMap<Way, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();

    OutboundClients(Vertx vertx, OutboundLimits limits, TrustedAuthorities authorities) {
        this.vertx = vertx;
        this.limits = limits;
        this.authorities = authorities;
    }

    /** @throws RuntimeException if the certificates are none */
    synchronized HttpClient client(OutboundTls tls, boolean ownConnection, Version version) {
        HttpClient client = clients.computeIfAbsent(new Way(tls, !ownConnection, version), this::open);
        if (clients.size() > MOST_CLIENTS) {
            var eldest = clients.pollFirstEntry();
            vertx.setTimer(CLOSED_AFTER_MILLIS, fired -> eldest.getValue().close());
        }
        return client;
    }

    private HttpClient open(Way way) {
        var options = new HttpClientOptions()
                .setKeepAlive(way.keepAlive())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setConnectTimeout((int) limits.connectTimeout().toMillis())
                .setSslHandshakeTimeout(limits.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(true)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setSslEngineOptions(new TimedTls());
        if (way.version() != Version.HTTP_1_1) {
            options.setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true).setHttp2ClearTextUpgrade(false);
        }
        authorities.trustOptions().ifPresent(options::setTrustOptions);
        way.tls().applyTo(options);
        var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_PEER);
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(this::opened)
                .build();
    }

    private void opened(HttpConnection connection) {
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }

    /** Whether this is the first exchange on a connection. */
    boolean isFirstUse(HttpConnection connection) {
        return unused.remove(connection);
    }
}
