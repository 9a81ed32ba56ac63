package dev.evenkeel.backup.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.events.CloudEvent;

/** How a run ended, as an event; {@code docs/backup-service.md} has the fields. */
final class RunEventsJson {

    private static final String SOURCE = "/evenkeel/backup-service";

    private RunEventsJson() {}

    static CloudEvent of(BackupRun run) {
        Instant ended = run.endedAt().orElseThrow();
        JsonObject data = new JsonObject()
                .put("target", run.target())
                .put("backup", run.id().text())
                .put("begunAt", run.begunAt().toString())
                .put("endedAt", ended.toString())
                .put("durationSeconds", Duration.between(run.begunAt(), ended).toMillis() / 1000.0);
        run.result()
                .ifPresent(result -> data.put("contentBytes", run.contentBytes())
                        .put("storedBytes", run.storedBytes())
                        .put("files", run.files())
                        .put("startLsn", result.startLsn())
                        .put("stopLsn", result.stopLsn())
                        .put("timeline", result.timeline()));
        run.error().ifPresent(error -> data.put("error", error));
        String type = run.state() == BackupRun.State.COMPLETED
                ? "dev.evenkeel.backup.completed.v1"
                : "dev.evenkeel.backup.failed.v1";
        return new CloudEvent(UUID.randomUUID().toString(), SOURCE, type, run.target(), ended, data.encode());
    }
}
