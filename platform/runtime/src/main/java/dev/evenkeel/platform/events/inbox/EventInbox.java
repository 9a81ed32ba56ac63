package dev.evenkeel.platform.events.inbox;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.EventHandler;

/**
 * Applies events, each once. That an event was received is written in the transaction of its effect, so that either both
 * happened or neither; a repeat finds the note and does nothing. An event that no handler wants leaves no trace.
 */
// At start, so that its counters are there, at zero, before the first event.
@Startup
@ApplicationScoped
public class EventInbox {

    private final Pool pool;
    private final Map<String, List<EventHandler>> handlers = new HashMap<>();
    private final Counter received;
    private final Counter duplicates;
    private final Clock clock;

    EventInbox(Pool pool, @All List<EventHandler> handlers, MeterRegistry registry, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        for (EventHandler handler : handlers) {
            for (String type : handler.types()) {
                this.handlers.computeIfAbsent(type, t -> new ArrayList<>()).add(handler);
            }
        }
        this.received = Counter.builder("evenkeel_events_inbox_received")
                .description("Events received that a handler wants, repeats included")
                .register(registry);
        this.duplicates = Counter.builder("evenkeel_events_inbox_duplicates")
                .description("Events received again and dropped")
                .register(registry);
    }

    /**
     * Applies all of the events, in order and in one transaction, or none of them.
     *
     * @return fails with {@link RefusedEventException} if a handler cannot understand one of them, with anything else if
     *     they should be sent again
     */
    public Uni<Void> receive(List<CloudEvent> events) {
        List<CloudEvent> wanted = events.stream()
                .filter(event -> handlers.containsKey(event.type()))
                .toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.withTransaction(transaction -> Multi.createFrom()
                        .iterable(wanted)
                        .onItem()
                        .transformToUniAndConcatenate(event -> receive(transaction, event))
                        .filter(isNew -> !isNew)
                        .collect()
                        .with(Collectors.summingInt(repeat -> 1)))
                .invoke(repeats -> {
                    received.increment(wanted.size());
                    duplicates.increment(repeats);
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> receive(SqlConnection transaction, CloudEvent event) {
        return transaction
                .preparedQuery("""
                        insert into inbox_event (source, id, received_at) values ($1, $2, $3) on conflict do nothing
                        """)
                .execute(Tuple.of(event.source(), event.id(), clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(noted -> noted.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : apply(transaction, event).replaceWith(true));
    }

    private Uni<Void> apply(SqlConnection transaction, CloudEvent event) {
        Uni<Void> applied = Uni.createFrom().voidItem();
        for (EventHandler handler : handlers.get(event.type())) {
            applied = applied.chain(() -> handler.handle(transaction, event));
        }
        return applied.onFailure(IllegalArgumentException.class)
                .transform(reason -> new RefusedEventException(event.id(), event.type(), reason));
    }
}
