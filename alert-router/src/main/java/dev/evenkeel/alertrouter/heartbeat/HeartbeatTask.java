package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Looks for missing heartbeats, and shows how many stand how. */
@ApplicationScoped
class HeartbeatTask implements Task {

    private final HeartbeatService heartbeats;
    private volatile Map<Heartbeat.State, Long> count = Map.of();

    HeartbeatTask(HeartbeatService heartbeats, MeterRegistry meters) {
        this.heartbeats = heartbeats;
        for (Heartbeat.State state : Heartbeat.State.values()) {
            Gauge.builder("evenkeel_alerts_heartbeats", this, task -> task.count.getOrDefault(state, 0L))
                    .description("Heartbeats by their state")
                    .tag("state", state.id())
                    .register(meters);
        }
    }

    @Override
    public String name() {
        return "check-heartbeats";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Uni<Void> run() {
        return heartbeats
                .round()
                .chain(heartbeats::count)
                .invoke(counted -> count = counted)
                .replaceWithVoid();
    }
}
