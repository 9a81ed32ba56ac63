package dev.evenkeel.health.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is watched. Names are unique, and every dependency names a component that is there. */
public final class Catalog {

    public static final Catalog EMPTY = new Catalog(List.of());

    private final Map<String, Component> components = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a name occurs twice or a dependency names nothing */
    public Catalog(List<Component> components) {
        for (Component component : components) {
            if (this.components.put(component.name(), component) != null) {
                throw new IllegalArgumentException("two components are named " + component.name());
            }
        }
        for (Component component : components) {
            for (Dependency dependency : component.dependsOn()) {
                if (!this.components.containsKey(dependency.component())) {
                    throw new IllegalArgumentException(
                            component.name() + " depends on " + dependency.component() + ", which is not a component");
                }
            }
        }
    }

    /** In the order of the configuration. */
    public Collection<Component> components() {
        return List.copyOf(components.values());
    }

    public Optional<Component> find(String name) {
        return Optional.ofNullable(components.get(name));
    }

    /** The names of those that depend on {@code name} directly, by dependencies of the given strengths. */
    public List<String> dependentsOf(String name, Collection<Dependency.Strength> strengths) {
        List<String> dependents = new ArrayList<>();
        for (Component component : components.values()) {
            for (Dependency dependency : component.dependsOn()) {
                if (dependency.component().equals(name) && strengths.contains(dependency.strength())) {
                    dependents.add(component.name());
                }
            }
        }
        return dependents;
    }
}
