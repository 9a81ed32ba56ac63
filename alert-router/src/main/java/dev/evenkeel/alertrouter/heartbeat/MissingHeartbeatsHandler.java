package dev.evenkeel.alertrouter.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.grouping.BeforeLookingHandler;

/** Has missing heartbeats reported again before their groups are looked at, should nobody have done so for long. */
@ApplicationScoped
class MissingHeartbeatsHandler implements BeforeLookingHandler {

    private final HeartbeatService heartbeats;

    MissingHeartbeatsHandler(HeartbeatService heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public Uni<Void> beforeLooking() {
        return heartbeats.roundBeforeReportsEnd();
    }
}
