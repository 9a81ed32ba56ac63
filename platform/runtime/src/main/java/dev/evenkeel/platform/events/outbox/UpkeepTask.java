package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.events.EventsConfig;
import dev.evenkeel.platform.tasks.Task;

/** Counts what waits, for the metrics, and forgets what need not be remembered any longer. */
@Singleton
public class UpkeepTask implements Task {

    private final UpkeepStore store;
    private final Subscribers subscribers;
    private final EventMetrics metrics;
    private final EventsConfig config;
    private final Clock clock;

    UpkeepTask(UpkeepStore store, Subscribers subscribers, EventMetrics metrics, EventsConfig config, Clock clock) {
        this.store = store;
        this.subscribers = subscribers;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "events-upkeep";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        return store.giveUpOn(subscribers.names(), now.minus(config.relay().maxAge()), now)
                .chain(() -> store.purgeDelivered(now.minus(config.outboxRetention())))
                .chain(() -> store.purgeInbox(now.minus(config.inboxRetention())))
                .chain(store::backlog)
                .invoke(metrics::backlog)
                .replaceWithVoid();
    }
}
