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
import java.util.function.IntPredicate;

/** What is measured of one server, step by step. Everything posted is new to the server. */
final class AlertLoad {

    static final int LIST_READS = 5;

    /** Often enough for a hundred probes in a storm that is over in two seconds. */
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);

    /** What a Prometheus 2 posts at most at once. */
    private static final int USUAL_BATCH = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT_FOR_ALL = Duration.ofMinutes(10);

    private final AlertApi api;
    private final String name;
    private final int connections;

    /** @param name tells runs against the same server apart */
    AlertLoad(AlertApi api, String name, int connections) {
        this.api = api;
        this.name = name;
        this.connections = connections;
    }

    /** Posts new alerts over several connections that the server does not tell of before everything is measured. */
    void warmUp(int count) {
        post(feed("warm").warmUp(count, USUAL_BATCH));
    }

    /** Posts new alerts over several connections as fast as they are taken. Returns alerts per second. */
    double post(String run, int count, int batchSize) {
        List<byte[]> batches = feed(run).batches(count, batchSize);
        long begin = System.nanoTime();
        post(batches);
        return count / seconds(System.nanoTime() - begin);
    }

    private void post(List<byte[]> batches) {
        var next = new AtomicInteger();
        complete("The server did not take everything", () -> {
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
                return null;
            }
        });
    }

    private interface Posting<T> {
        T result() throws ExecutionException, InterruptedException;
    }

    private static <T> T complete(String otherwise, Posting<T> posting) {
        try {
            return posting.result();
        } catch (ExecutionException e) {
            throw new IllegalStateException(otherwise + ": " + e.getCause().getMessage(), e.getCause());
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
        var feed = feed(run);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(probe(feed, i, sink));
        }
        return Latencies.of(times);
    }

    /** Posts alerts that make a group each. From the first post until the webhook has been told of all of them. */
    Duration groups(String run, int count, WebhookSink sink) {
        var feed = feed(run);
        List<byte[]> batches = feed.groups(count, USUAL_BATCH);
        long begin = System.nanoTime();
        post(batches);
        long last = begin;
        for (int i = 0; i < count; i++) {
            last = Math.max(last, sink.await(feed.run() + "-" + i, LONGEST_WAIT_FOR_ALL));
        }
        return Duration.ofNanos(last - begin);
    }

    /** Posts alerts that are all in one group. From the first post until the webhook has been told of all in one request. */
    Duration oneGroup(AlertFeed feed, int count, WebhookSink sink) {
        long begin = System.nanoTime();
        post(feed.oneGroup(count, 256));
        return Duration.ofNanos(sink.await(WebhookSink.manyFiring(feed.run(), count), LONGEST_WAIT_FOR_ALL) - begin);
    }

    /** Ends the alerts of that group. From the first post until the webhook has been told that none of them fires. */
    Duration endOneGroup(AlertFeed feed, int count, WebhookSink sink) {
        List<byte[]> ends = feed.ended(Instant.now()).oneGroup(count, 256);
        long begin = System.nanoTime();
        post(ends);
        return Duration.ofNanos(sink.await(WebhookSink.manyEnded(feed.run()), LONGEST_WAIT_FOR_ALL) - begin);
    }

    /** A feed of one of the runs against this server. */
    AlertFeed feed(String run) {
        return new AlertFeed(name + run, Instant.now());
    }

    /** Posts probes at a steady pace, whether or not those before have arrived. */
    Latencies steadyProbes(String run, int count, WebhookSink sink) {
        return complete("Not every probe arrived", () -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return steadily(threads, run, number -> number < count, sink);
            }
        });
    }

    /** The same while a storm of new alerts is posted, until it is over. */
    Latencies probesUnderStorm(String run, int storm, int batchSize, WebhookSink sink) {
        List<byte[]> batches = feed(run).batches(storm, batchSize);
        return complete("The server did not take the storm", () -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> stormy = threads.submit(() -> post(batches));
                Latencies latencies = steadily(threads, run, number -> number == 0 || !stormy.isDone(), sink);
                stormy.get();
                return latencies;
            }
        });
    }

    private Latencies steadily(ExecutorService threads, String run, IntPredicate goesOn, WebhookSink sink)
            throws InterruptedException, ExecutionException {
        var feed = feed(run);
        List<Future<Duration>> times = new ArrayList<>();
        while (goesOn.test(times.size())) {
            int number = times.size();
            times.add(threads.submit(() -> probe(feed, number, sink)));
            Thread.sleep(BETWEEN_PROBES);
        }
        List<Duration> arrived = new ArrayList<>();
        for (Future<Duration> time : times) {
            arrived.add(time.get());
        }
        return Latencies.of(arrived);
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
