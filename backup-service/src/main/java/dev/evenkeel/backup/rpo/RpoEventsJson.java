package dev.evenkeel.backup.rpo;

import java.util.Optional;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

import dev.evenkeel.backup.rpo.RpoState.Phase;
import dev.evenkeel.platform.events.CloudEvent;

/** What is told of recovery point objectives; {@code docs/events.md} has the fields. */
final class RpoEventsJson {

    private static final String SOURCE = "/evenkeel/backup-service";
    private static final String BREACHED = "dev.evenkeel.backup.rpo.breached.v1";
    private static final String RECOVERED = "dev.evenkeel.backup.rpo.recovered.v1";

    private RpoEventsJson() {}

    /** The event for a change; empty if others need not know of it. */
    static Optional<CloudEvent> of(RpoState before, RpoStanding standing) {
        if (before.phase() == Phase.BREACHED) {
            return Optional.of(event(RECOVERED, standing));
        }
        return standing.isBreached() ? Optional.of(event(BREACHED, standing)) : Optional.empty();
    }

    private static CloudEvent event(String type, RpoStanding standing) {
        JsonObject data = new JsonObject().put("target", standing.target());
        standing.promised()
                .ifPresentOrElse(
                        rpo -> data.put("rpoSeconds", rpo.within().toSeconds()), () -> data.put("withdrawn", true));
        standing.age().ifPresent(age -> data.put("ageSeconds", age.toSeconds()));
        standing.newestBackup().ifPresent(backup -> data.put("newestBackup", backup));
        data.put("since", standing.state().since().toString());
        return new CloudEvent(
                UUID.randomUUID().toString(), SOURCE, type, standing.target(), standing.at(), data.encode());
    }
}
