package dev.evenkeel.health.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.evenkeel.health.catalog.Check;

/**
 * The states of all components at this moment, in memory: what {@code GET /health} answers from. Thread-safe; results of
 * one component must be recorded one after the other.
 */
public final class StateBoard {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** @param lastResult empty until the first check */
    public record Entry(ComponentState state, Optional<CheckResult> lastResult) {}

    /** Puts in what was known before a restart, unless something newer is known already. */
    public void restore(String component, ComponentState state) {
        entries.putIfAbsent(component, new Entry(state, Optional.empty()));
    }

    /**
     * Takes one more result into account.
     *
     * @param now when the result became known
     * @return the change it made, if it made one
     */
    public Optional<StateChange> record(String component, Check check, CheckResult result, Instant now) {
        ComponentState before = of(component, result.at()).state();
        ComponentState after = before.after(result, check.failureThreshold(), check.successThreshold());
        entries.put(component, new Entry(after, Optional.of(result)));
        return before.state() == after.state()
                ? Optional.empty()
                : Optional.of(new StateChange(component, before.state(), after, now));
    }

    /** What is known of a component; unknown since {@code now} if it was never checked. */
    public Entry of(String component, Instant now) {
        Entry entry = entries.get(component);
        return entry != null ? entry : new Entry(ComponentState.unknown(now), Optional.empty());
    }

    /** All states by component. A copy: later results do not change it. */
    public Map<String, ComponentState> states() {
        Map<String, ComponentState> states = new ConcurrentHashMap<>();
        entries.forEach((name, entry) -> states.put(name, entry.state()));
        return Map.copyOf(states);
    }

    /**
     * Forgets every component that is not watched any more.
     *
     * @return what was known of those, by component
     */
    public Map<String, ComponentState> retain(Set<String> components) {
        Map<String, ComponentState> forgotten = new HashMap<>();
        entries.forEach((name, entry) -> {
            if (!components.contains(name) && entries.remove(name, entry)) {
                forgotten.put(name, entry.state());
            }
        });
        return forgotten;
    }
}
