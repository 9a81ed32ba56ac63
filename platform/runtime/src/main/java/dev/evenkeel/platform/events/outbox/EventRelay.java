package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/**
 * Delivers what the outbox holds. Any number of relays, in any number of processes, may work on one outbox: each
 * delivery is claimed by one of them, and if that one dies, by another when the lease is over.
 *
 * <p>A round serves each subscriber by itself, so that a slow one holds up no other. For each it claims what is due, up to
 * the allowed concurrency, sends it, writes down the outcomes, and goes on while something gets through.
 */
public class EventRelay {

    private final OutboxStore store;
    private final Subscribers subscribers;
    private final SubscriberClient client;
    private final RetryPolicy policy;
    private final Limits limits;
    private final EventMetrics metrics;
    private final Clock clock;
    private final RandomGenerator random;

    /** Rounds asked for by subscriber, the one under way included: 0 is idle. */
    private final Map<String, AtomicInteger> rounds = new ConcurrentHashMap<>();

    /**
     * How much at once.
     *
     * @param concurrency deliveries under way per subscriber; at least 1
     * @param lease longer than one attempt can last
     */
    public record Limits(int concurrency, Duration lease) {

        public Limits {
            if (concurrency < 1) {
                throw new IllegalArgumentException("concurrency is at least 1, this one is " + concurrency);
            }
        }
    }

    public EventRelay(
            OutboxStore store,
            Subscribers subscribers,
            SubscriberClient client,
            RetryPolicy policy,
            Limits limits,
            EventMetrics metrics,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.subscribers = subscribers;
        this.client = client;
        this.policy = policy;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Delivers what is due now. A subscriber that is being served at this moment is served once more after that, and not
     * waited for. What has begun goes on to its end, even if the {@code Uni} is cancelled.
     *
     * @return fails if the outbox cannot be read or written
     */
    public Uni<Void> deliverDue() {
        List<Uni<Void>> all = subscribers.all().stream().map(this::serve).toList();
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(all).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> serve(Subscriber subscriber) {
        AtomicInteger asked = rounds.computeIfAbsent(subscriber.name(), name -> new AtomicInteger());
        return Uni.createFrom().deferred(() -> {
            if (asked.getAndIncrement() > 0) {
                return Uni.createFrom().voidItem();
            }
            return Task.toItsEnd(
                    "Delivering to " + subscriber.name(),
                    () -> serveWhileAsked(subscriber, asked).onFailure().invoke(() -> asked.set(0)));
        });
    }

    private Uni<Void> serveWhileAsked(Subscriber subscriber, AtomicInteger asked) {
        return Multi.createBy()
                .repeating()
                .uni(() -> {
                    int served = asked.get();
                    return drain(subscriber).map(drained -> asked.addAndGet(-served));
                })
                .whilst(askedMeanwhile -> askedMeanwhile > 0)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> drain(Subscriber subscriber) {
        return Multi.createBy()
                .repeating()
                .uni(() -> deliverBatch(subscriber))
                .whilst(delivered -> delivered > 0)
                .onItem()
                .ignoreAsUni();
    }

    /** @return how many got through; without any, the subscriber is left in peace until the next round */
    private Uni<Integer> deliverBatch(Subscriber subscriber) {
        return store.claim(subscriber.name(), limits.concurrency(), limits.lease())
                .chain(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUni(this::deliver)
                        .merge(limits.concurrency())
                        .filter(delivered -> delivered)
                        .collect()
                        .with(Collectors.summingInt(delivered -> 1)));
    }

    private Uni<Boolean> deliver(Delivery delivery) {
        return attempt(delivery).chain(outcome -> {
            DeliveryState state = policy.after(outcome, delivery.attempt(), delivery.since(), clock.instant(), random);
            return store.record(delivery, state).map(ours -> {
                if (ours) {
                    report(delivery, state);
                }
                return !(state instanceof DeliveryState.Pending);
            });
        });
    }

    private Uni<Outcome> attempt(Delivery delivery) {
        return Uni.createFrom()
                .deferred(() -> client.send(delivery))
                .onFailure()
                .invoke(failure -> Log.errorf(
                        failure,
                        "Event %s could not be sent to %s",
                        delivery.event().id(),
                        delivery.subscriber()))
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome.Postponed(String.valueOf(failure.getMessage()), Optional.empty()));
    }

    private void report(Delivery delivery, DeliveryState state) {
        metrics.attempted(delivery, state);
        switch (state) {
            case DeliveryState.Delivered delivered -> {}
            case DeliveryState.Pending(var next, String reason) -> {
                // An outage is one line per subject, not one per attempt.
                if (delivery.attempt() == 1) {
                    Log.warnf(
                            "Event %s about %s was not delivered to %s and will be tried again: %s",
                            delivery.event().type(), delivery.event().subject(), delivery.subscriber(), reason);
                }
            }
            case DeliveryState.Dead(var at, String reason) ->
                Log.errorf(
                        "Event %s (%s) about %s is a dead letter for %s: %s",
                        delivery.event().type(),
                        delivery.event().id(),
                        delivery.event().subject(),
                        delivery.subscriber(),
                        reason);
        }
    }
}
