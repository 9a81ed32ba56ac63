package dev.evenkeel.alertrouter.correlation.graph;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Edge;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Node;

import static org.assertj.core.api.Assertions.assertThat;

class DependencyGraphTest {

    private final DependencyGraph graph = DependencyGraph.of(
            List.of(
                    new Node("web", Criticality.CRITICAL, Set.of()),
                    new Node("web-1", Criticality.UNKNOWN, Set.of("web"))),
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
        assertThat(graph.criticality("web")).isEqualTo(Criticality.CRITICAL);
    }

    @Test
    void whatThereAreOnlyReplicasOfIsAsCriticalAsTheyAre() {
        DependencyGraph replicas = GraphJson.read("""
                {"nodes": [{"id": "web-1", "criticality": "high", "replicaOf": "web"},
                           {"id": "web-2", "criticality": "low", "replicaOf": "web"},
                           {"id": "odd", "criticality": "extreme"}], "edges": []}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(replicas.criticality("web")).isEqualTo(Criticality.HIGH);
        assertThat(replicas.criticality("odd")).isEqualTo(Criticality.UNKNOWN);
        assertThat(replicas.criticality("nobody")).isEqualTo(Criticality.UNKNOWN);
    }
}
