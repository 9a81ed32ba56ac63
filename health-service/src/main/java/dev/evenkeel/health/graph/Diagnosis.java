package dev.evenkeel.health.graph;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.catalog.Dependency;
import dev.evenkeel.health.catalog.Dependency.Strength;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;

/**
 * What the dependency graph says about the components that are down at one moment.
 *
 * <p>A component that is down is a <em>root</em> if nothing it needs is down. For one that is not, the root is found by
 * following hard dependencies to components that are down, the one that went down first when there are several. In a
 * circle of components that are all down, the one that went down first counts as the root.
 */
public final class Diagnosis {

    private final Catalog catalog;
    private final Map<String, ComponentState> states;

    public Diagnosis(Catalog catalog, Map<String, ComponentState> states) {
        this.catalog = catalog;
        this.states = Map.copyOf(states);
    }

    /** The components that are down and whose outage nothing else explains, the oldest outage first. */
    public List<String> roots() {
        return catalog.components().stream()
                .map(Component::name)
                .filter(this::isDown)
                .filter(name -> rootOf(name).equals(name))
                .sorted(oldestOutageFirst())
                .toList();
    }

    /** The component whose outage explains that {@code name} is down; {@code name} itself if nothing else does. */
    public String rootOf(String name) {
        Set<String> visited = new LinkedHashSet<>();
        String current = name;
        while (visited.add(current)) {
            var next = downDependencies(current).stream().min(oldestOutageFirst());
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return visited.stream().min(oldestOutageFirst()).orElse(name);
    }

    /**
     * Everybody who needs {@code name}, directly or through others, by hard dependencies, the direct ones first; it does
     * not matter whether they are down already.
     */
    public List<String> blastRadius(String name) {
        return reach(name, List.of(Strength.HARD));
    }

    /** Like {@link #blastRadius}, but also those who can go on with less. */
    public List<String> dependents(String name) {
        return reach(name, List.of(Strength.HARD, Strength.SOFT));
    }

    private List<String> reach(String name, List<Strength> strengths) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            for (String dependent : catalog.dependentsOf(open.removeFirst(), strengths)) {
                if (!dependent.equals(name) && reached.add(dependent)) {
                    open.addLast(dependent);
                }
            }
        }
        return new ArrayList<>(reached);
    }

    private List<String> downDependencies(String name) {
        return catalog.find(name).map(Component::dependsOn).orElse(List.of()).stream()
                .filter(dependency -> dependency.strength() == Strength.HARD)
                .map(Dependency::component)
                .filter(this::isDown)
                .toList();
    }

    private boolean isDown(String name) {
        ComponentState state = states.get(name);
        return state != null && state.state() == State.DOWN;
    }

    private Comparator<String> oldestOutageFirst() {
        return Comparator.<String, Instant>comparing(name -> states.get(name).since())
                .thenComparing(Comparator.naturalOrder());
    }
}
