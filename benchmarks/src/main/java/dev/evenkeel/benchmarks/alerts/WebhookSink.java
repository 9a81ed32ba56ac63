package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes webhooks on loopback and notes, for each probe or group that one tells of, when it came first; and of the groups of
 * many, when one told how many fire, and when one told that none does.
 */
final class WebhookSink implements AutoCloseable {

    private static final Pattern PROBE = Pattern.compile("\"(?:probe|group)\":\"([^\"]+)\"");

    private static final Pattern ONE = Pattern.compile("\"one\":\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([^\"]+)\"");
    private static final Pattern ALERT = Pattern.compile("\"fingerprint\":");

    private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** @param port 0 for any that is free */
    WebhookSink(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher probes = PROBE.matcher(body);
        while (probes.find()) {
            arrival(probes.group(1)).complete(now);
        }
        Matcher one = ONE.matcher(body);
        if (one.find()) {
            arrival(ofMany(one.group(1), body)).complete(now);
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String ofMany(String run, String body) {
        Matcher status = STATUS.matcher(body);
        boolean fires = status.find() && status.group(1).equals("firing");
        return fires ? manyFiring(run, ALERT.matcher(body).results().count()) : manyEnded(run);
    }

    /** What to await until a group is told to hold so many alerts of which one or more fire. */
    static String manyFiring(String run, long count) {
        return run + " firing " + count;
    }

    /** What to await until none of the alerts of a group fires. */
    static String manyEnded(String run) {
        return run + " ended";
    }

    /** The moment, as {@link System#nanoTime}, at which a probe was first told of. */
    long await(String probe, Duration atMost) {
        try {
            return arrival(probe).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("No webhook told of " + probe + " within " + atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a webhook", e);
        }
    }

    private CompletableFuture<Long> arrival(String probe) {
        return arrivals.computeIfAbsent(probe, name -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
