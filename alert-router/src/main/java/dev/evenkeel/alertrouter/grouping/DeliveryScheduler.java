package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.platform.time.Timers;

/**
 * Lets one delivery of this replica be under way at a time, until what came of it is on its way into the log: what a
 * replica has sent but not yet handed to PostgreSQL when it is killed is sent again by the next, and so that is at most
 * one notification. PostgreSQL commits what it was handed, whoever has died meanwhile; nobody waits for its disk. While it
 * does not answer at all, no more than {@value #MOST_UNLOGGED} wait for it before deliveries cease.
 *
 * <p>An integration that keeps others waiting for longer than a moment holds nobody up: the next goes ahead, and until it
 * answers promptly again this one is delivered to beside them. A kill can then repeat as many of its notifications as were under
 * way.
 */
@ApplicationScoped
public class DeliveryScheduler {

    /** Several times what a receiver nearby takes, and not noticeable to people. */
    static final Duration PATIENCE = Duration.ofMillis(50);

    /** As many commits as PostgreSQL can usefully make at once here. */
    static final int MOST_UNLOGGED = 4;

    /** Writes down what came of a delivery. */
    @FunctionalInterface
    public interface Recorder {

        /**
         * @param onItsWay to be run when the entry was handed to PostgreSQL; it may be run more than once, or never
         * @return ends when the entry is stored, or if there is nothing to store
         */
        Uni<Void> record(DeliveryResult result, Runnable onItsWay);
    }

    private final Timers timers;
    private final Clock clock;
    private final Set<Integration> slow = ConcurrentHashMap.newKeySet();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private boolean sending;
    private int unlogged;

    DeliveryScheduler(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
    }

    /**
     * Delivers and logs when its turn has come.
     *
     * @param latest after which it is too late to begin
     * @param attempt never fails, and ends within the longest time that an attempt may take
     * @param recorder what follows the attempt
     * @return fails if it was too late, with nothing attempted, or if it could not be recorded
     */
    public Uni<DeliveryResult> deliver(
            Integration integration, Instant latest, Supplier<Uni<DeliveryResult>> attempt, Recorder recorder) {
        return Uni.createFrom().emitter(emitter -> {
            var delivery = new Delivery(integration, latest, attempt, recorder, emitter);
            if (slow.contains(integration)) {
                delivery.begin();
                return;
            }
            synchronized (waiting) {
                waiting.add(delivery);
            }
            beginNext();
        });
    }

    private void beginNext() {
        Delivery next;
        synchronized (waiting) {
            if (sending || unlogged >= MOST_UNLOGGED || waiting.isEmpty()) {
                return;
            }
            next = waiting.poll();
            next.stage = Stage.SENDING;
            sending = true;
        }
        next.begin();
    }

    /** How a delivery bears on the others. */
    private enum Stage {
        BESIDE,
        SENDING,
        UNLOGGED
    }

    /** One delivery, which moves from {@code SENDING} to {@code UNLOGGED} and, sooner or later, to {@code BESIDE}. */
    private final class Delivery {

        private final Integration integration;
        private final Instant latest;
        private final Supplier<Uni<DeliveryResult>> attempt;
        private final Recorder recorder;
        private final UniEmitter<? super DeliveryResult> emitter;
        /** Guarded by {@link #waiting}, as what it is counted in. */
        private Stage stage = Stage.BESIDE;

        Delivery(
                Integration integration,
                Instant latest,
                Supplier<Uni<DeliveryResult>> attempt,
                Recorder recorder,
                UniEmitter<? super DeliveryResult> emitter) {
            this.integration = integration;
            this.latest = latest;
            this.attempt = attempt;
            this.recorder = recorder;
            this.emitter = emitter;
        }

        void begin() {
            if (clock.instant().isAfter(latest)) {
                stepAside();
                emitter.fail(new IllegalStateException("its turn to be delivered came too late for its claim"));
                return;
            }
            Timers.Timer patience = timers.set(PATIENCE, () -> {
                slow.add(integration);
                stepAside();
            });
            Uni.createFrom()
                    .deferred(attempt::get)
                    .invoke(result -> {
                        if (patience.cancel()) {
                            slow.remove(integration);
                        }
                    })
                    .flatMap(result -> recorder.record(result, this::onItsWay).replaceWith(result))
                    .onTermination()
                    .invoke(this::stepAside)
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
        }

        private void onItsWay() {
            synchronized (waiting) {
                if (stage != Stage.SENDING) {
                    return;
                }
                stage = Stage.UNLOGGED;
                sending = false;
                unlogged++;
            }
            beginNext();
        }

        private void stepAside() {
            synchronized (waiting) {
                switch (stage) {
                    case SENDING -> sending = false;
                    case UNLOGGED -> unlogged--;
                    case BESIDE -> {
                        return;
                    }
                }
                stage = Stage.BESIDE;
            }
            beginNext();
        }
    }
}
