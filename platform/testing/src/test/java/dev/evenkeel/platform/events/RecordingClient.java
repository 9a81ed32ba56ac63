package dev.evenkeel.platform.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.events.outbox.Delivery;
import dev.evenkeel.platform.events.outbox.Outcome;
import dev.evenkeel.platform.events.outbox.SubscriberClient;

/** A subscriber in memory that writes down what it accepted and how many deliveries were under way at once. */
final class RecordingClient implements SubscriberClient {

    static final Outcome DOWN = new Outcome.Postponed("down", Optional.empty());

    private final List<CloudEvent> accepted = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private volatile int mostAtOnce;
    private volatile boolean overlapped;
    private volatile Function<Delivery, Uni<Outcome>> answer =
            delivery -> Uni.createFrom().item(new Outcome.Accepted());

    RecordingClient answer(Function<Delivery, Uni<Outcome>> answer) {
        this.answer = answer;
        return this;
    }

    RecordingClient answer(Outcome outcome) {
        return answer(delivery -> Uni.createFrom().item(outcome));
    }

    @Override
    public Uni<Outcome> send(Delivery delivery) {
        AtomicInteger ofSubject = underWay.computeIfAbsent(delivery.event().subject(), subject -> new AtomicInteger());
        if (ofSubject.incrementAndGet() > 1) {
            overlapped = true;
        }
        synchronized (this) {
            mostAtOnce = Math.max(mostAtOnce, all.incrementAndGet());
        }
        return answer.apply(delivery)
                .invoke(outcome -> {
                    if (outcome instanceof Outcome.Accepted) {
                        accepted.add(delivery.event());
                    }
                })
                .onTermination()
                .invoke(() -> {
                    ofSubject.decrementAndGet();
                    all.decrementAndGet();
                });
    }

    List<CloudEvent> accepted() {
        return List.copyOf(accepted);
    }

    List<String> acceptedIds() {
        return accepted.stream().map(CloudEvent::id).toList();
    }

    List<String> acceptedIdsOf(String subject) {
        List<String> ids = new ArrayList<>();
        accepted.stream().filter(event -> event.subject().equals(subject)).forEach(event -> ids.add(event.id()));
        return ids;
    }

    int mostAtOnce() {
        return mostAtOnce;
    }

    /** Whether two deliveries of one subject were ever under way at the same moment. */
    boolean overlapped() {
        return overlapped;
    }
}
