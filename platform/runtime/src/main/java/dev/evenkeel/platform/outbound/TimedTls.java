package dev.evenkeel.platform.outbound;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.spi.tls.SslContextFactory;

/**
 * The JDK's TLS, with a note of the moment the TCP connection stood. Vert.x reports a connection only after the
 * handshake; a probe wants to know which of the two was slow.
 */
final class TimedTls extends JdkSSLEngineOptions {

    TimedTls() {}

    private TimedTls(TimedTls other) {
        super(other);
    }

    /** When TCP was connected, in the ticks of {@link System#nanoTime()}; empty for a connection without TLS. */
    static Optional<Long> connectedAt(HttpConnection connection) {
        if (connection instanceof ConnectionBase base
                && base.channel().pipeline().get(SslHandler.class) instanceof TimedHandler handler) {
            return Optional.of(handler.connectedAt);
        }
        return Optional.empty();
    }

    @Override
    public TimedTls copy() {
        return new TimedTls(this);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new TimedFactory(super.sslContextFactory());
    }

    private record TimedFactory(SslContextFactory wrapped) implements SslContextFactory {

        @Override
        public SslContext create() throws SSLException {
            return new TimedContext(wrapped.create());
        }

        @Override
        public SslContextFactory useAlpn(boolean useAlpn) {
            return new TimedFactory(wrapped.useAlpn(useAlpn));
        }

        @Override
        public SslContextFactory clientAuth(ClientAuth clientAuth) {
            return new TimedFactory(wrapped.clientAuth(clientAuth));
        }

        @Override
        public SslContextFactory forClient(boolean forClient) {
            return new TimedFactory(wrapped.forClient(forClient));
        }

        @Override
        public SslContextFactory keyMananagerFactory(KeyManagerFactory factory) {
            return new TimedFactory(wrapped.keyMananagerFactory(factory));
        }

        @Override
        public SslContextFactory trustManagerFactory(TrustManagerFactory factory) {
            return new TimedFactory(wrapped.trustManagerFactory(factory));
        }

        @Override
        public SslContextFactory enabledCipherSuites(Set<String> suites) {
            return new TimedFactory(wrapped.enabledCipherSuites(suites));
        }

        @Override
        public SslContextFactory applicationProtocols(List<String> protocols) {
            return new TimedFactory(wrapped.applicationProtocols(protocols));
        }

        @Override
        public SslContextFactory serverName(String serverName) {
            return new TimedFactory(wrapped.serverName(serverName));
        }
    }

    private static final class TimedContext extends DelegatingSslContext {

        TimedContext(SslContext wrapped) {
            super(wrapped);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // nothing to add: Vert.x sets the engine up
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
            return new TimedHandler(newEngine(allocator), startTls, executor);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
            return new TimedHandler(newEngine(allocator, host, port), startTls, executor);
        }
    }

    private static final class TimedHandler extends SslHandler {

        // written and read on the channel's own event loop
        private volatile long connectedAt = System.nanoTime();

        TimedHandler(SSLEngine engine, boolean startTls, Executor executor) {
            super(engine, startTls, executor);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            connectedAt = System.nanoTime();
            super.channelActive(context);
        }
    }
}
