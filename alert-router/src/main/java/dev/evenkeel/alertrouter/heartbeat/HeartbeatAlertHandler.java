package dev.evenkeel.alertrouter.heartbeat;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.ingest.TakenAlertsHandler;

/** Looks for beats among the alerts that come in. */
@ApplicationScoped
class HeartbeatAlertHandler implements TakenAlertsHandler {

    private final HeartbeatService heartbeats;

    HeartbeatAlertHandler(HeartbeatService heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public Uni<Void> taken(Collection<Alert> alerts) {
        return heartbeats.observe(alerts);
    }
}
