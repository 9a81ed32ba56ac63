package dev.evenkeel.platform.query.engine;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.series.Labels;

/**
 * Remembers what each node of an expression makes of the labels of a series: the same series meet the same node at
 * every step.
 */
final class LabelCache {

    private final IdentityHashMap<Expr, Map<Labels, Labels>> byNode = new IdentityHashMap<>();
    private final Map<Labels, Labels> nameless = new HashMap<>();

    Labels withoutName(Labels labels) {
        return nameless.computeIfAbsent(labels, Labels::withoutName);
    }

    Labels derive(Expr node, Labels labels, UnaryOperator<Labels> derivation) {
        return byNode.computeIfAbsent(node, _ -> new HashMap<>()).computeIfAbsent(labels, derivation);
    }
}
