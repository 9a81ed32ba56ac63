package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.quarkus.logging.Log;

import dev.evenkeel.alertrouter.notification.fields.GoUrl;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.recording.RecorderSettings.Batch;
import dev.evenkeel.alertrouter.recording.RecorderSettings.WebhookOutput;

/**
 * Posts events to a program, one by one or many in an array. Events wait in a line of its own, so that a slow program holds up
 * no other output; what finds no room there, or is not taken in as many attempts as are allowed, is lost.
 */
final class EventWebhookClient implements EventOutput {

    /** As in Alertmanager. */
    static final int MOST_EVENTS = 1024;
    /** Ours. */
    static final long MOST_BYTES = 64L << 20;

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    /** For what precedes a request, such as asking for a token. */
    private static final Duration AROUND_A_REQUEST = Duration.ofSeconds(30);
    /** For a thread to end that was told to. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int BRACKETS = 2;
    private static final int MOST_DOUBLINGS = 30;

    /** How a request is made, for the way that all channels use. */
    private record Target(HttpSettings http, Duration timeout) implements HttpChannelSettings {

        @Override
        public String kind() {
            return "event_recorder";
        }

        @Override
        public boolean sendResolved() {
            return true;
        }
    }

    /** An event in JSON, and how many bytes that is. */
    private record Body(String json, int bytes) {}

    private interface Work {

        void run() throws InterruptedException;
    }

    private final WebhookOutput settings;
    private final ChannelHttp http;
    private final Target target;
    private final String name;
    private final Counter drops;
    private final WaitingLine<Body> line = new WaitingLine<>(MOST_EVENTS, MOST_BYTES);
    /** Empty for a worker that is to end. */
    private final BlockingQueue<Optional<String>> batches;

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private volatile boolean full;
    private volatile boolean failing;
    private volatile boolean losing;
    private volatile boolean stopped;

    EventWebhookClient(WebhookOutput settings, ChannelHttp http, RecorderMetrics metrics) {
        this.settings = settings;
        this.http = http;
        this.target = new Target(settings.http(), settings.timeout());
        this.name = name(settings);
        this.drops = metrics.outputDrops(name);
        this.batches = new ArrayBlockingQueue<>(settings.workers());
        for (int i = 0; i < settings.workers(); i++) {
            begin(settings.batch().isPresent() ? this::deliverBatches : this::deliver);
        }
        settings.batch().ifPresent(batch -> begin(() -> collect(batch)));
    }

    private void begin(Work work) {
        threads.add(Thread.ofVirtual().name("event-recorder-webhook").start(() -> {
            try {
                work.run();
            } catch (InterruptedException asked) {
                Log.warnf("%s is closed with %d events undelivered", name, line.size());
            }
        }));
    }

    /** Without user, query and fragment as in Alertmanager, and without the path, which is often a secret. */
    private static String name(WebhookOutput settings) {
        try {
            String address = GoUrl.of(settings.url().reveal()).address();
            int authority = address.indexOf("://") + 3;
            int end = authority;
            while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
                end++;
            }
            return "webhook:" + address.substring(0, end);
        } catch (URISyntaxException checkedBefore) {
            return "webhook:<invalid>";
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int send(QueuedEvent event) throws IOException {
        int bytes = event.jsonBytes().length;
        if (line.offer(new Body(event.json(), bytes), bytes)) {
            full = false;
        } else {
            drops.increment();
            if (!full) {
                full = true;
                Log.warnf("Event recorder HTTP output queue full, dropping events: %s", name);
            }
        }
        return bytes;
    }

    private void deliver() throws InterruptedException {
        for (Optional<Body> next = line.take(); next.isPresent(); next = line.take()) {
            post(next.get().json());
        }
    }

    private void deliverBatches() throws InterruptedException {
        for (Optional<String> next = batches.take(); next.isPresent(); next = batches.take()) {
            post(next.get());
        }
    }

    private void collect(Batch limits) throws InterruptedException {
        Optional<Body> next = line.take();
        while (next.isPresent()) {
            next = collect(limits, next.get());
        }
        for (int i = 0; i < settings.workers(); i++) {
            batches.put(Optional.empty());
        }
    }

    /** Makes one batch, and returns what begins the next. */
    private Optional<Body> collect(Batch limits, Body first) throws InterruptedException {
        long due = System.nanoTime() + limits.patience().toNanos();
        List<String> events = new ArrayList<>();
        events.add(first.json());
        long size = (long) BRACKETS + first.bytes();
        while (events.size() < limits.mostEvents() && size < limits.mostBytes()) {
            Optional<Body> next = line.take(Duration.ofNanos(due - System.nanoTime()));
            if (next.isEmpty()) {
                break;
            }
            if (size + 1 + next.get().bytes() > limits.mostBytes()) {
                batches.put(Optional.of(array(events)));
                return next;
            }
            events.add(next.get().json());
            size += 1L + next.get().bytes();
        }
        batches.put(Optional.of(array(events)));
        return line.take();
    }

    private static String array(List<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    private void post(String body) throws InterruptedException {
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            Optional<String> failure = attempt(body);
            if (failure.isEmpty()) {
                if (losing) {
                    Log.infof("Events are posted to %s again", name);
                }
                failing = false;
                losing = false;
                return;
            }
            if (stopped) {
                throw new InterruptedException(failure.get());
            }
            if (!failing) {
                failing = true;
                Log.warnf("Event recorder HTTP output POST failed: %s: %s", name, failure.get());
            }
            if (attempt + 1 < settings.attempts()
                    && abandoned.await(pause(attempt).toNanos(), TimeUnit.NANOSECONDS)) {
                break;
            }
        }
        if (!losing) {
            losing = true;
            Log.errorf("Event recorder HTTP output POST failed after retries, dropping events: %s", name);
        }
    }

    private Duration pause(int attempt) {
        Duration base = settings.backoff();
        if (attempt > MOST_DOUBLINGS || base.compareTo(LONGEST_BACKOFF) >= 0) {
            return LONGEST_BACKOFF;
        }
        Duration pause = base.multipliedBy(1L << attempt);
        return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
    }

    /** @return what went wrong */
    private Optional<String> attempt(String body) {
        try {
            HttpAnswer answer = http.send(
                            target, () -> ChannelRequest.post(settings.url().reveal(), body))
                    .await()
                    .atMost(target.attemptTime().request().plus(AROUND_A_REQUEST));
            return answer.isSuccess()
                    ? Optional.empty()
                    : Optional.of("event recorder webhook returned HTTP " + answer.status());
        } catch (RuntimeException failure) {
            return Optional.of("event recorder webhook POST failed: " + failure.getMessage());
        }
    }

    @Override
    public void close(Duration patience) {
        line.close();
        try {
            long due = System.nanoTime() + patience.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, due - System.nanoTime())));
            }
            abandoned.countDown();
            for (Thread thread : threads) {
                if (!thread.join(MOMENT)) {
                    stop();
                }
            }
        } catch (InterruptedException asked) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }
}
