package dev.evenkeel.alertrouter.correlation.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Edge;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Node;

/** The graph as health-service writes it: {@code nodes} with {@code id} and {@code criticality}, {@code edges}. */
public final class GraphJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GraphJson() {}

    /** @throws IllegalArgumentException if it is not a graph, with a reason */
    public static DependencyGraph read(byte[] document) {
        JsonNode root = parse(document);
        if (!root.path("nodes").isArray() || !root.path("edges").isArray()) {
            throw new IllegalArgumentException("a graph has the lists 'nodes' and 'edges'");
        }
        List<Node> nodes = new ArrayList<>();
        for (JsonNode node : root.path("nodes")) {
            String group = node.path("replicaOf").asText("");
            nodes.add(new Node(
                    text(node, "id"),
                    Criticality.of(node.path("criticality").asText("")),
                    group.isEmpty() ? Set.of() : Set.of(group)));
        }
        List<Edge> edges = new ArrayList<>();
        for (JsonNode edge : root.path("edges")) {
            edges.add(new Edge(text(edge, "source"), text(edge, "target")));
        }
        return DependencyGraph.of(nodes, edges);
    }

    private static JsonNode parse(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("a graph is JSON", notJson);
        }
    }

    private static String text(JsonNode of, String field) {
        String text = of.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a node has an 'id', an edge 'source' and 'target'");
        }
        return text;
    }
}
