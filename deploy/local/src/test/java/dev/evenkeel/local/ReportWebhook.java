package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Takes reports on loopback and keeps by which ids they came. */
final class ReportWebhook implements AutoCloseable {

    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> beforeNextAnswer = new AtomicReference<>(ReportWebhook::nothing);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ReportWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Done once, when a report has come and before the sender hears of it. */
    void beforeNextAnswer(Runnable fault) {
        beforeNextAnswer.set(fault);
    }

    private static void nothing() {
        // the report is answered as it comes
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        ids.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        beforeNextAnswer.getAndSet(ReportWebhook::nothing).run();
        try (exchange) {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** In the order in which they came, repeats too. */
    List<String> ids() {
        return ids;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
