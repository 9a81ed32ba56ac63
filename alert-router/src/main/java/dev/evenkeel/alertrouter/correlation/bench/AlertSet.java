package dev.evenkeel.alertrouter.correlation.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;

/**
 * The faults of one system, the oldest first.
 *
 * @param neighbours by entity, from the system's graph; what the baseline by topology goes by
 */
record AlertSet(String name, List<Fault> faults, DependencyGraph graph, Map<String, Set<String>> neighbours) {}
