package dev.evenkeel.health.history;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.state.StateChange;

/**
 * A change of state together with what the graph says about it at that moment: the content of the event
 * {@code dev.evenkeel.health.component.changed.v1}.
 *
 * @param component as it is configured; empty if it is not watched any more
 * @param cause the component whose outage explains the change; the component itself if nothing else does
 * @param dependents who needs the component, directly or through others, be it only softly
 */
public record ComponentChanged(
        StateChange change, Optional<Component> component, String cause, List<String> dependents) {

    public ComponentChanged {
        dependents = List.copyOf(dependents);
    }
}
