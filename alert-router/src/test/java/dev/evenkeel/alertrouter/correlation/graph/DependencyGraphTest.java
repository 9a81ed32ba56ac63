package dev.evenkeel.alertrouter.correlation.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Edge;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Node;

import static org.assertj.core.api.Assertions.assertThat;

class DependencyGraphTest {

    private final DependencyGraph graph = DependencyGraph.of(
            List.of(new Node("web", "critical", Set.of()), new Node("web-1", "", Set.of("web"))),
            List.of(new Edge("web", "api"), new Edge("api", "db"), new Edge("batch", "store")));

    @Test
    void distanceCountsHopsWhicheverWayTheyPoint() {
        assertThat(graph.within("db", 2)).isEqualTo(Map.of("db", 0, "api", 1, "web", 2));
        assertThat(graph.within("api", 1)).containsOnlyKeys("api", "web", "db");
    }

    @Test
    void partsWithoutAWayBetweenThemAreNotConnected() {
        assertThat(graph.connected("web", "db")).isTrue();
        assertThat(graph.connected("web", "store")).isFalse();
        assertThat(graph.connected("web", "unheard of")).isFalse();
    }

    @Test
    void replicasAreKnownByWhatTheyAreReplicasOf() {
        assertThat(graph.replicasOf("web")).containsExactly("web-1");
        assertThat(graph.groupsOf("web-1")).containsExactly("web");
        assertThat(graph.criticality("web")).isEqualTo("critical");
    }
}
