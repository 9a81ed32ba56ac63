package dev.evenkeel.health.history;

import java.util.List;
import java.util.Locale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.state.StateChange;

/**
 * A change of state together with what the graph says about it at that moment: the content of the event
 * {@code dev.evenkeel.health.component.changed.v1}.
 *
 * @param cause the component whose outage explains the change; the component itself if nothing else does
 * @param dependents who needs the component, directly or through others, be it only softly
 */
public record ComponentChanged(StateChange change, Component component, String cause, List<String> dependents) {

    static final String TYPE = "dev.evenkeel.health.component.changed.v1";

    public ComponentChanged {
        dependents = List.copyOf(dependents);
    }

    String data() {
        JsonObject data = new JsonObject()
                .put("component", component.name())
                .put("from", change.from().code())
                .put("to", change.to().state().code())
                .put("since", change.to().since().toString())
                .put("detectedAt", change.detectedAt().toString())
                .put("reason", change.to().reason())
                .put("cause", cause)
                .put("dependents", new JsonArray(dependents))
                .put("criticality", component.criticality().name().toLowerCase(Locale.ROOT))
                .put("owner", component.owner());
        component.runbook().ifPresent(runbook -> data.put("runbook", runbook));
        return data.encode();
    }
}
