package dev.evenkeel.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.security.Role;

/**
 * Tells the service under test of one incident, as the alert-router would.
 *
 * @param id of the incident
 * @param label what kind of thing its alerts name, such as {@code component}
 * @param values which ones; none at all for an event that names nothing
 */
public record IncidentEvents(String id, String title, Instant openedAt, String label, List<String> values) {

    public IncidentEvents {
        values = List.copyOf(values);
    }

    /** An incident about one thing. */
    public static IncidentEvents about(String label, String value, Instant openedAt) {
        return new IncidentEvents(UUID.randomUUID().toString(), value + " is down", openedAt, label, List.of(value));
    }

    /** The same incident, told of by an event that names nothing. */
    public IncidentEvents namingNothing() {
        return new IncidentEvents(id, title, openedAt, label, List.of());
    }

    public ValidatableResponse opened() {
        return post("opened", "open", 1, null);
    }

    /** @param status {@code open} or {@code acknowledged}, or one that there is not */
    public ValidatableResponse updated(String status, int version) {
        return post("updated", status, version, null);
    }

    public ValidatableResponse resolved(int version, Instant at) {
        return post("resolved", "resolved", version, at);
    }

    private ValidatableResponse post(String type, String status, int version, Instant resolvedAt) {
        JsonObject data = new JsonObject()
                .put("incidentId", id)
                .put("title", title)
                .put("severity", "critical")
                .put("status", status)
                .put("groupKey", "{}:{}")
                .put("receiver", "inbox")
                .put("firing", resolvedAt == null ? 1 : 0)
                .put("openedAt", openedAt.toString())
                .put("what", "Something happened")
                .put("version", version)
                .put("about", values.isEmpty() ? new JsonObject() : new JsonObject().put(label, new JsonArray(values)));
        if (resolvedAt != null) {
            data.put("resolvedAt", resolvedAt.toString());
        }
        return TestKeys.as(Role.INGEST)
                .header("ce-specversion", "1.0")
                .header("ce-id", UUID.randomUUID())
                .header("ce-source", "/evenkeel/alert-router")
                .header("ce-type", "dev.evenkeel.alert.incident." + type + ".v1")
                .header("ce-subject", id)
                .contentType("application/json")
                .body(data.encode())
                .when()
                .post("/api/v1/events")
                .then();
    }
}
