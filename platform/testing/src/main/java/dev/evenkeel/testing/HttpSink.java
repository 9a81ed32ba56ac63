package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;

/**
 * An HTTP server on a free loopback port that writes down what it is asked and answers as it was told to. It answers
 * 200 to everything until told otherwise. All methods may be called from any thread.
 */
public final class HttpSink implements AutoCloseable {

    /**
     * A request that arrived.
     *
     * @param path with the query, if any
     * @param headers by name, whatever its case; of a header sent twice the values are joined by commas
     * @param arrivedAt by the system's clock
     */
    public record Request(String method, String path, Map<String, String> headers, String body, Instant arrivedAt) {

        /** The value of a header, however its name is written. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** What to do with a request. */
    public sealed interface Answer {

        /**
         * Answers after a delay.
         *
         * @param status 100 to 599
         */
        record Reply(int status, Map<String, String> headers, String body, Duration delay) implements Answer {

            /** The same answer, given late. */
            public Reply after(Duration delay) {
                return new Reply(status, headers, body, delay);
            }

            /** The same answer with another body. */
            public Reply withBody(String body) {
                return new Reply(status, headers, body, delay);
            }

            /** The same answer with one more header. */
            public Reply with(String header, String value) {
                Map<String, String> more = new TreeMap<>(headers);
                more.put(header, value);
                return new Reply(status, Map.copyOf(more), body, delay);
            }
        }

        /** Closes the connection without a word. */
        record HangUp() implements Answer {}

        static Reply status(int status) {
            return new Reply(status, Map.of(), "", Duration.ZERO);
        }

        static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body, Duration.ZERO);
        }

        static Reply text(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body, Duration.ZERO);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private volatile Function<Request, Answer> otherwise = request -> Answer.status(200);
    private final int port;
    private HttpServer server;

    private HttpSink() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    /** Starts a sink, for the caller to close. */
    public static HttpSink start() {
        try {
            return new HttpSink();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a sink", e);
        }
    }

    public int port() {
        return port;
    }

    /** The address of a path, which begins with a slash. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Queues an answer for one request; queued answers come before the standing one, in order. */
    public HttpSink answerOnce(Answer answer) {
        next.add(answer);
        return this;
    }

    /** Gives this answer from now on. */
    public HttpSink answer(Answer answer) {
        return answer(request -> answer);
    }

    /** Answers from now on depending on the request. */
    public HttpSink answer(Function<Request, Answer> answers) {
        otherwise = answers;
        return this;
    }

    /** Stops listening: connections are refused until {@link #acceptConnections()}. */
    public synchronized void refuseConnections() {
        server.stop(0);
    }

    /** Listens again, on the same port. */
    public synchronized void acceptConnections() {
        try {
            server = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the sink's port again", e);
        }
    }

    /** What arrived so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /**
     * Waits until so many requests have arrived, and returns all that have.
     *
     * @throws org.awaitility.core.ConditionTimeoutException after ten seconds
     */
    public List<Request> awaitRequests(int atLeast) {
        Awaitility.await("requests to " + url("/"))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> requests.size() >= atLeast);
        return requests();
    }

    /** Forgets requests and answers. */
    public void reset() {
        requests.clear();
        next.clear();
        otherwise = request -> Answer.status(200);
    }

    @Override
    public synchronized void close() {
        server.stop(0);
    }

    private HttpServer listen(int onPort) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
        listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listening.createContext("/", this::handle);
        listening.start();
        return listening;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Answer queued = next.poll();
            switch (queued == null ? otherwise.apply(request) : queued) {
                case Answer.HangUp() -> {
                    // Closing the exchange is all.
                }
                case Answer.Reply reply -> send(reply, exchange);
            }
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, Instant.now());
    }

    private static void send(Answer.Reply reply, HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(reply.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
