package dev.evenkeel.health.history;

import java.util.Locale;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.state.StateChange;
import dev.evenkeel.platform.events.CloudEvent;

/** A change as the event {@code dev.evenkeel.health.component.changed.v1}; {@code docs/events.md} has its fields. */
final class ComponentChangedJson {

    private static final String TYPE = "dev.evenkeel.health.component.changed.v1";
    private static final String SOURCE = "/evenkeel/health-service";

    private ComponentChangedJson() {}

    static CloudEvent event(ComponentChanged changed) {
        return new CloudEvent(
                UUID.randomUUID().toString(),
                SOURCE,
                TYPE,
                changed.change().component(),
                changed.change().detectedAt(),
                data(changed));
    }

    private static String data(ComponentChanged changed) {
        StateChange change = changed.change();
        JsonObject data = new JsonObject()
                .put("component", change.component())
                .put("from", change.from().code())
                .put("to", change.to().state().code())
                .put("since", change.to().since().toString())
                .put("detectedAt", change.detectedAt().toString())
                .put("reason", change.to().reason())
                .put("cause", changed.cause())
                .put("dependents", new JsonArray(changed.dependents()));
        changed.component().ifPresent(component -> describe(component, data));
        return data.encode();
    }

    private static void describe(Component component, JsonObject data) {
        data.put("criticality", component.criticality().name().toLowerCase(Locale.ROOT))
                .put("owner", component.owner());
        component.runbook().ifPresent(runbook -> data.put("runbook", runbook));
    }
}
