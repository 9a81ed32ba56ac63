package dev.evenkeel.platform.telemetry;

import io.quarkus.vertx.http.runtime.ExtendedQuarkusVertxHttpMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;

/** Takes what Vert.x measures of SQL, passes everything else on to {@code others}, if there are any. */
final class SqlMeasurements implements VertxMetrics, ExtendedQuarkusVertxHttpMetrics {

    private static final String SQL = "sql";

    private static final VertxMetrics NOBODY = new VertxMetrics() {};

    private final VertxMetrics others;
    private final DatabaseMetrics database;

    SqlMeasurements(VertxMetrics others, DatabaseMetrics database) {
        this.others = others == null ? NOBODY : others;
        this.database = database;
    }

    @Override
    public PoolMetrics<?> createPoolMetrics(String type, String name, int size) {
        return SQL.equals(type) ? database.pool(name, size) : others.createPoolMetrics(type, name, size);
    }

    @Override
    public ClientMetrics<?, ?, ?, ?> createClientMetrics(SocketAddress remote, String type, String namespace) {
        return SQL.equals(type) ? database.statements() : others.createClientMetrics(remote, type, namespace);
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress local) {
        return others.createHttpServerMetrics(options, local);
    }

    @Override
    public HttpClientMetrics<?, ?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
        return others.createHttpClientMetrics(options);
    }

    @Override
    public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress local) {
        return others.createNetServerMetrics(options, local);
    }

    @Override
    public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
        return others.createNetClientMetrics(options);
    }

    @Override
    public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
        return others.createDatagramSocketMetrics(options);
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return others.createEventBusMetrics();
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        others.vertxCreated(vertx);
    }

    @Override
    public boolean isMetricsEnabled() {
        return true;
    }

    @Override
    public void close() {
        others.close();
    }

    @Override
    public ConnectionTracker getHttpConnectionTracker() {
        return others instanceof ExtendedQuarkusVertxHttpMetrics quarkus
                ? quarkus.getHttpConnectionTracker()
                : NOOP_CONNECTION_TRACKER;
    }
}
