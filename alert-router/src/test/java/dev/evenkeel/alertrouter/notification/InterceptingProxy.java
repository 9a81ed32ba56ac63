package dev.evenkeel.alertrouter.notification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;

/** A proxy that leads every tunnel to itself, so that services whose address cannot be configured can be played, too. */
final class InterceptingProxy implements AutoCloseable {

    /**
     * What a service was asked.
     *
     * @param service its name
     * @param connect what the proxy was shown before, of {@code X-Team}
     */
    record Asked(
            String method,
            String service,
            String path,
            String query,
            String body,
            String connect,
            Map<String, String> headers) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final int inside;
    private final int outside;
    private volatile String shown = "";
    private volatile Function<Asked, String> answers = request -> "{}";

    InterceptingProxy(TestCertificate certificate) {
        inside = join(vertx.createHttpServer(new HttpServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PfxOptions()
                                        .setPath(certificate.store().toString())
                                        .setPassword(TestCertificate.PASSWORD)))
                        .requestHandler(this::serve)
                        .listen(0, "127.0.0.1"))
                .actualPort();
        outside = join(vertx.createHttpServer().requestHandler(this::tunnel).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void tunnel(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.CONNECT)) {
            request.response().setStatusCode(400).end();
            return;
        }
        shown = String.join(",", request.headers().getAll("X-Team"));
        request.pause();
        vertx.createNetClient().connect(inside, "127.0.0.1").onSuccess(service -> {
            service.pause();
            request.toNetSocket().onSuccess(client -> join(client, service));
        });
    }

    private static void join(NetSocket client, NetSocket service) {
        client.pipeTo(service);
        service.pipeTo(client);
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(headers::put);
            var asks = new Asked(
                    request.method().name(),
                    request.authority().host(),
                    request.path(),
                    String.valueOf(request.query()),
                    body.toString(),
                    shown,
                    headers);
            asked.add(asks);
            request.response().setStatusCode(200).end(answers.apply(asks));
        });
    }

    /** What services answer from now on, instead of an empty object. */
    void answer(Function<Asked, String> bodies) {
        answers = bodies;
    }

    String url() {
        return "http://127.0.0.1:" + outside;
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
