package dev.evenkeel.health.status;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.catalog.Criticality;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;

/**
 * The health of the system in one word, and of each component.
 *
 * @param status of the whole
 * @param components state by component, in the order of the catalog
 */
public record SystemHealth(Status status, Map<String, State> components) {

    /** The whole in one word. */
    public enum Status {
        /** Every component is up, or was not checked yet. */
        UP,
        /** Something is down, but nothing critical. */
        DEGRADED,
        /** A critical component is down. */
        DOWN
    }

    static SystemHealth of(Catalog catalog, Map<String, ComponentState> states) {
        Map<String, State> components = new LinkedHashMap<>();
        Status status = Status.UP;
        for (Component component : catalog.components()) {
            ComponentState known = states.get(component.name());
            State state = known == null ? State.UNKNOWN : known.state();
            components.put(component.name(), state);
            if (state == State.DOWN && status != Status.DOWN) {
                status = component.criticality() == Criticality.CRITICAL ? Status.DOWN : Status.DEGRADED;
            }
        }
        return new SystemHealth(status, components);
    }
}
