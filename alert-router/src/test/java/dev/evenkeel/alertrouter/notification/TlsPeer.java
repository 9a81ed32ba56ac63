package dev.evenkeel.alertrouter.notification;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;

/** An HTTPS server that offers HTTP/2 and writes down how it is spoken to. */
final class TlsPeer implements AutoCloseable {

    /**
     * One request.
     *
     * @param http such as {@code HTTP_2}
     * @param tls such as {@code TLSv1.3}
     * @param shown whose certificate was shown; empty if none was
     */
    record Visit(String http, String tls, String shown) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final int port;

    /** @param known who must show their certificate; anybody may come if it is empty */
    TlsPeer(TestCertificate own, Optional<TestCertificate> known) {
        var options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(own.store().toString()).setPassword(TestCertificate.PASSWORD));
        known.ifPresent(client -> options.setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(client.certificate()))));
        port = join(vertx.createHttpServer(options).requestHandler(this::serve).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void serve(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        visits.add(new Visit(request.version().name(), connection.sslSession().getProtocol(), shown(connection)));
        request.response().end();
    }

    private static String shown(HttpConnection connection) {
        try {
            Certificate first = connection.peerCertificates().getFirst();
            return ((X509Certificate) first).getSubjectX500Principal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return "";
        }
    }

    String url() {
        return "https://127.0.0.1:" + port + "/hook";
    }

    List<Visit> visits() {
        return visits;
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
