package dev.evenkeel.platform.events.outbox;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/**
 * The relay's regular round: it sends what is due again after a failure, what another relay left behind, and whatever a
 * lost notification did not announce.
 */
@Singleton
public class RelayTask implements Task {

    private final EventRelay relay;

    RelayTask(EventRelay relay) {
        this.relay = relay;
    }

    @Override
    public String name() {
        return "events-relay";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return relay.deliverDue();
    }
}
