package dev.evenkeel.benchmarks.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of one server, step by step. Everything posted is new to the server. */
final class AlertLoad {

    private static final int LIST_READS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final AlertApi api;
    private final String name;
    private final int connections;

    /** @param name tells runs against the same server apart */
    AlertLoad(AlertApi api, String name, int connections) {
        this.api = api;
        this.name = name;
        this.connections = connections;
    }

    /** Posts new alerts over several connections as fast as they are taken. Returns alerts per second. */
    double post(String run, int count, int batchSize) {
        List<byte[]> batches = new AlertFeed(name + run, Instant.now()).batches(count, batchSize);
        long begin = System.nanoTime();
        post(batches);
        return count / seconds(System.nanoTime() - begin);
    }

    private void post(List<byte[]> batches) {
        var next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < batches.size(); at = next.getAndIncrement()) {
                        api.post(batches.get(at));
                    }
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The server did not take everything: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while posting", e);
        }
    }

    /** Reads the list of all alerts a few times; the median. */
    Duration list() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < LIST_READS; i++) {
            long begin = System.nanoTime();
            api.list();
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return Latencies.of(times).quantile(0.5);
    }

    /** Posts one alert after the other, each when the one before has arrived at the webhook. From post to webhook. */
    Latencies probes(String run, int count, WebhookSink sink) {
        var feed = new AlertFeed(name + run, Instant.now());
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(probe(feed, i, sink));
        }
        return Latencies.of(times);
    }

    /** Posts probes, a second apart, while a storm of new alerts is posted. From post to webhook, the worst. */
    Duration probesUnderStorm(String run, int storm, int batchSize, WebhookSink sink) {
        List<byte[]> batches = new AlertFeed(name + run, Instant.now()).batches(storm, batchSize);
        var probes = new AlertFeed(name + run, Instant.now());
        List<Duration> times = new ArrayList<>();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> stormy = thread.submit(() -> post(batches));
            do {
                times.add(probe(probes, times.size(), sink));
                Thread.sleep(Duration.ofSeconds(1));
            } while (!stormy.isDone());
            stormy.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The server did not take the storm: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in the storm", e);
        }
        return Latencies.of(times).quantile(1);
    }

    private Duration probe(AlertFeed feed, int number, WebhookSink sink) {
        byte[] body = feed.probe(number);
        long begin = System.nanoTime();
        api.post(body);
        return Duration.ofNanos(sink.await(feed.run() + "-" + number, LONGEST_WAIT) - begin);
    }

    private static double seconds(long nanoseconds) {
        return nanoseconds / 1e9;
    }
}
