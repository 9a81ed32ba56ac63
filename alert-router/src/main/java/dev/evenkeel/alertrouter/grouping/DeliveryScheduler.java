package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;

/**
 * Lets one delivery of this replica be under way at a time, until what came of it is logged: what a replica has sent but
 * not yet logged when it is killed is sent again by the next, and so that is at most one notification.
 *
 * <p>An integration that keeps others waiting for longer than a moment holds nobody up: the next goes ahead, and until it
 * answers promptly again this one is delivered to beside them. A kill can then repeat as many of its notifications as were under
 * way.
 */
@ApplicationScoped
class DeliveryScheduler {

    /** Several times what a receiver nearby takes, and not noticeable to people. */
    static final Duration PATIENCE = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Clock clock;
    private final Set<Integration> slow = ConcurrentHashMap.newKeySet();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean occupied;

    DeliveryScheduler(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Delivers and logs when its turn has come.
     *
     * @param latest after which it is too late to begin
     * @param attempt never fails, and ends within the longest time that an attempt may take
     * @param log what follows the attempt
     * @return fails if it was too late, with nothing attempted, or if the log fails
     */
    Uni<DeliveryResult> deliver(
            Integration integration,
            Instant latest,
            Supplier<Uni<DeliveryResult>> attempt,
            Function<DeliveryResult, Uni<Void>> log) {
        return Uni.createFrom().emitter(emitter -> {
            if (slow.contains(integration)) {
                begin(integration, latest, attempt, log, () -> {}, emitter);
            } else {
                enter(() -> begin(integration, latest, attempt, log, once(this::leave), emitter));
            }
        });
    }

    private void enter(Runnable delivery) {
        synchronized (waiting) {
            if (occupied) {
                waiting.add(delivery);
                return;
            }
            occupied = true;
        }
        delivery.run();
    }

    private void leave() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            occupied = next != null;
        }
        if (next != null) {
            next.run();
        }
    }

    private static Runnable once(Runnable action) {
        var done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        };
    }

    private void begin(
            Integration integration,
            Instant latest,
            Supplier<Uni<DeliveryResult>> attempt,
            Function<DeliveryResult, Uni<Void>> log,
            Runnable leave,
            UniEmitter<? super DeliveryResult> emitter) {
        if (clock.instant().isAfter(latest)) {
            leave.run();
            emitter.fail(new IllegalStateException("its turn to be delivered came too late for its claim"));
            return;
        }
        long timer = vertx.setTimer(PATIENCE.toMillis(), expired -> {
            slow.add(integration);
            leave.run();
        });
        Uni.createFrom()
                .deferred(attempt::get)
                .invoke(result -> {
                    if (vertx.cancelTimer(timer)) {
                        slow.remove(integration);
                    }
                })
                .flatMap(result -> log.apply(result).replaceWith(result))
                .subscribe()
                .with(
                        result -> {
                            leave.run();
                            emitter.complete(result);
                        },
                        failure -> {
                            leave.run();
                            emitter.fail(failure);
                        });
    }
}
