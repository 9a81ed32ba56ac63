package dev.evenkeel.alertrouter.correlation.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Components and who needs whom. Immutable.
 *
 * <p>For whether two alerts may have one cause it does not matter which way an arrow points: a fault shows in whoever needs
 * the faulty one, and load goes the other way.
 */
public final class DependencyGraph {

    /** Without components. */
    public static final DependencyGraph EMPTY = new DependencyGraph(Map.of(), Set.of());

    /**
     * @param groups what it is a replica of
     */
    public record Node(String id, Criticality criticality, Set<String> groups) {

        public Node {
            groups = Set.copyOf(groups);
        }
    }

    /** An arrow from the one that needs to the one that is needed. */
    public record Edge(String source, String target) {}

    private final Map<String, Node> nodes;
    private final Map<String, Set<String>> neighbours = new HashMap<>();
    private final Map<String, Set<String>> needed = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Integer> parts = new HashMap<>();

    private DependencyGraph(Map<String, Node> nodes, Collection<Edge> edges) {
        this.nodes = nodes;
        for (Edge edge : edges) {
            neighbours
                    .computeIfAbsent(edge.source(), id -> new LinkedHashSet<>())
                    .add(edge.target());
            neighbours
                    .computeIfAbsent(edge.target(), id -> new LinkedHashSet<>())
                    .add(edge.source());
            needed.computeIfAbsent(edge.source(), id -> new TreeSet<>()).add(edge.target());
        }
        for (Node node : nodes.values()) {
            for (String group : node.groups()) {
                members.computeIfAbsent(group, id -> new TreeSet<>()).add(node.id());
            }
        }
        numberTheParts();
    }

    /** What edges name without there being a node for it is a node all the same. */
    public static DependencyGraph of(Collection<Node> nodes, Collection<Edge> edges) {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.id(), node));
        for (Edge edge : edges) {
            byId.putIfAbsent(edge.source(), new Node(edge.source(), Criticality.UNKNOWN, Set.of()));
            byId.putIfAbsent(edge.target(), new Node(edge.target(), Criticality.UNKNOWN, Set.of()));
        }
        return new DependencyGraph(byId, edges);
    }

    private void numberTheParts() {
        for (String id : nodes.keySet()) {
            if (!parts.containsKey(id)) {
                int part = parts.size();
                for (String reached : within(id, Integer.MAX_VALUE).keySet()) {
                    parts.put(reached, part);
                }
            }
        }
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    public boolean has(String id) {
        return nodes.containsKey(id);
    }

    /** How critical a component is; one that there are only replicas of is as critical as they are. */
    public Criticality criticality(String id) {
        Node node = nodes.get(id);
        Criticality own = node == null ? Criticality.UNKNOWN : node.criticality();
        return own == Criticality.UNKNOWN
                ? replicasOf(id).stream()
                        .map(nodes::get)
                        .map(Node::criticality)
                        .max(Comparator.naturalOrder())
                        .orElse(own)
                : own;
    }

    /** What a component needs, directly. */
    public Set<String> neededBy(String id) {
        return needed.getOrDefault(id, Set.of());
    }

    /** What a component is a replica of. */
    public Set<String> groupsOf(String id) {
        Node node = nodes.get(id);
        return node == null ? Set.of() : node.groups();
    }

    /** The replicas of a component, in order; none if it has none. */
    public Set<String> replicasOf(String group) {
        return members.getOrDefault(group, Set.of());
    }

    /** Whether there is any way from one to the other, however long; false if one of them is not in the graph. */
    public boolean connected(String one, String other) {
        Integer part = parts.get(one);
        return part != null && part.equals(parts.get(other));
    }

    /** Everything that is at most {@code most} edges away, itself included, with how many. */
    public Map<String, Integer> within(String id, int most) {
        Map<String, Integer> hops = new HashMap<>();
        hops.put(id, 0);
        Queue<String> next = new ArrayDeque<>(Set.of(id));
        while (!next.isEmpty()) {
            String at = next.remove();
            int further = hops.get(at) + 1;
            if (further <= most) {
                for (String neighbour : neighbours.getOrDefault(at, Set.of())) {
                    if (hops.putIfAbsent(neighbour, further) == null) {
                        next.add(neighbour);
                    }
                }
            }
        }
        return hops;
    }

    /** Names of all components. */
    public Set<String> ids() {
        return new HashSet<>(nodes.keySet());
    }
}
