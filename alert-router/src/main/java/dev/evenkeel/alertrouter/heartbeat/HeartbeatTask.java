package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
            meters.gauge(
                    "evenkeel_alerts_heartbeats",
                    Tags.of("state", state.id()),
                    this,
                    task -> task.count.getOrDefault(state, 0L));
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
