package dev.evenkeel.health.graph;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;

import static dev.evenkeel.health.Components.component;
import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final Catalog shop = new Catalog(List.of(
            component("web", "api", "~search"),
            component("api", "database", "cache"),
            component("search", "database"),
            component("cache"),
            component("database")));
    private final Map<String, ComponentState> states = new HashMap<>();

    @Test
    void theDeepestComponentThatIsDownIsTheRootOfAll() {
        down("web", 20);
        down("api", 10);
        down("database", 15);

        Diagnosis diagnosis = new Diagnosis(shop, states);

        assertThat(diagnosis.roots()).containsExactly("database");
        assertThat(diagnosis.rootOf("web")).isEqualTo("database");
    }

    @Test
    void ofTwoDependenciesThatAreDownTheOneThatFellFirstIsTheRoot() {
        down("api", 30);
        down("cache", 10);
        down("database", 20);

        Diagnosis diagnosis = new Diagnosis(shop, states);

        assertThat(diagnosis.rootOf("api")).isEqualTo("cache");
        assertThat(diagnosis.roots()).containsExactly("cache", "database");
    }

    @Test
    void aComponentWhoseDependenciesWorkIsItsOwnRoot() {
        down("api", 10);

        assertThat(new Diagnosis(shop, states).rootOf("api")).isEqualTo("api");
    }

    @Test
    void theBlastRadiusHasTheDirectDependentsFirstAndLeavesOutThoseWhoCanGoOn() {
        Diagnosis diagnosis = new Diagnosis(shop, states);

        assertThat(diagnosis.blastRadius("database")).containsExactly("api", "search", "web");
        assertThat(diagnosis.blastRadius("search")).isEmpty();
        assertThat(diagnosis.dependents("search")).containsExactly("web");
    }

    @Test
    void inACircleTheOneThatFellFirstIsTheRoot() {
        Catalog circle = new Catalog(List.of(component("a", "b"), component("b", "c"), component("c", "a")));
        down("a", 30);
        down("b", 10);
        down("c", 20);

        Diagnosis diagnosis = new Diagnosis(circle, states);

        assertThat(diagnosis.roots()).containsExactly("b");
        assertThat(diagnosis.blastRadius("b")).containsExactly("a", "c");
    }

    private void down(String name, int second) {
        states.put(name, ComponentState.restored(State.DOWN, START.plusSeconds(second), "refused"));
    }
}
