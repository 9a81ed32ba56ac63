package dev.evenkeel.backup.operations;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.events.CloudEvent;

/** The outcome of a verification or a drill as an event; {@code docs/backup-service.md} has the fields. */
final class OperationEventsJson {

    private static final String SOURCE = "/evenkeel/backup-service";
    private static final String TYPE = "dev.evenkeel.backup.verified.v1";

    private OperationEventsJson() {}

    static CloudEvent verified(Operation operation, String target) {
        List<?> findings = operation.report().get("findings") instanceof List<?> list ? list : List.of();
        JsonObject data = new JsonObject()
                .put("target", target)
                .put("backup", operation.backup().text())
                .put("method", operation.kind().name().toLowerCase(Locale.ROOT))
                .put("passed", operation.state() == Operation.State.PASSED)
                .put("findings", new JsonArray(findings))
                .put("endedAt", operation.endedAt().orElseThrow().toString());
        return new CloudEvent(
                UUID.randomUUID().toString(),
                SOURCE,
                TYPE,
                target,
                operation.endedAt().orElseThrow(),
                data.encode());
    }
}
