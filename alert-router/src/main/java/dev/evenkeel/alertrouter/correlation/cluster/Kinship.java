package dev.evenkeel.alertrouter.correlation.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.correlation.cluster.Evidence.Kind;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;

/**
 * Whether two alerts can have one cause, by what they are and not by when they came: how near their entities are in the
 * dependency graph, which labels they share, how alike their texts are. The weights are judgements, not fitted: in the
 * sets that the method was tuned on everything is connected with everything.
 */
final class Kinship {

    /** At least this much, in nats, makes two alerts kin: one rare label, two hops, or the same text. */
    static final double ENOUGH = 0.5;

    private static final int FURTHEST = 3;
    private static final double[] BY_DISTANCE = {3, 2, 1, 0.5};
    private static final double FAR = -1;
    private static final double UNCONNECTED = -2;
    private static final double MOST_BY_LABELS = 2;
    private static final double MOST_BY_TEXT = 1;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    /** Distances are asked for again and again, about the same few entities. */
    private static final int MOST_SURROUNDINGS = 1000;

    /**
     * What kinship is judged by.
     *
     * @param values whatever its labels say, under any name: the host of one alert is the instance of another
     * @param words of its text
     */
    record Traits(String entity, Set<String> values, Set<String> words) {

        static Traits of(Occurrence occurrence) {
            Set<String> values = new HashSet<>();
            occurrence.labels().forEach((name, value) -> values.add(value));
            Set<String> words = BETWEEN_WORDS
                    .splitAsStream(occurrence.text().toLowerCase(Locale.ROOT))
                    .filter(word -> word.length() > 2)
                    .collect(Collectors.toSet());
            return new Traits(occurrence.entity(), values, words);
        }
    }

    private final DependencyGraph graph;
    private final Map<String, Map<String, Integer>> surroundings = new HashMap<>();
    private final Map<String, Integer> withValue = new HashMap<>();
    private int seen;

    Kinship(DependencyGraph graph) {
        this.graph = graph;
    }

    /** Takes note of an alert's labels: the rarer a value, the more it says. */
    void learn(Traits alert) {
        seen++;
        alert.values().forEach(value -> withValue.merge(value, 1, Integer::sum));
    }

    /** What speaks for one cause, and what against it; nothing if neither. */
    List<Evidence> between(Traits one, Traits other) {
        List<Evidence> evidence = new ArrayList<>();
        byGraph(one.entity(), other.entity()).ifPresent(evidence::add);
        byLabels(one, other).ifPresent(evidence::add);
        byText(one, other).ifPresent(evidence::add);
        return evidence;
    }

    static double weight(List<Evidence> evidence) {
        return evidence.stream().mapToDouble(Evidence::weight).sum();
    }

    /** As {@link #between} weighs, without the words: of many that an alert is compared with, one is written about. */
    double weight(Traits one, Traits other) {
        return graphWeight(one.entity(), other.entity())
                + labelWeight(one, other)
                + MOST_BY_TEXT * likeness(one, other);
    }

    private double graphWeight(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        if (one.equals(other)) {
            return BY_DISTANCE[0];
        }
        if (!graph.has(one) || !graph.has(other)) {
            return 0;
        }
        if (!graph.connected(one, other)) {
            return UNCONNECTED;
        }
        Integer hops = around(other).get(one);
        return hops == null ? FAR : BY_DISTANCE[hops];
    }

    private Optional<Evidence> byGraph(String one, String other) {
        double weight = graphWeight(one, other);
        return weight == 0 ? Optional.empty() : Optional.of(new Evidence(Kind.GRAPH, weight, wayBetween(one, other)));
    }

    private String wayBetween(String one, String other) {
        if (one.equals(other)) {
            return "both are about " + one;
        }
        if (!graph.connected(one, other)) {
            return one + " and " + other + " have no dependency";
        }
        Integer hops = around(other).get(one);
        return hops == null
                ? one + " is far from " + other
                : "%s is %d hop%s from %s".formatted(one, hops, hops == 1 ? "" : "s", other);
    }

    private Map<String, Integer> around(String entity) {
        if (surroundings.size() > MOST_SURROUNDINGS) {
            surroundings.clear();
        }
        return surroundings.computeIfAbsent(entity, id -> graph.within(id, FURTHEST));
    }

    private Optional<Evidence> byLabels(Traits one, Traits other) {
        double weight = labelWeight(one, other);
        return weight == 0
                ? Optional.empty()
                : Optional.of(new Evidence(
                        Kind.LABELS,
                        weight,
                        "both name "
                                + one.values().stream()
                                        .filter(other.values()::contains)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private double labelWeight(Traits one, Traits other) {
        double weight = 0;
        for (String value : one.values()) {
            if (other.values().contains(value)) {
                weight += rarity(value);
            }
        }
        return Math.min(weight, MOST_BY_LABELS);
    }

    private double rarity(String value) {
        return Math.max(0, Math.log((seen + 2.0) / (withValue.getOrDefault(value, 0) + 1.0)));
    }

    private static Optional<Evidence> byText(Traits one, Traits other) {
        double likeness = likeness(one, other);
        return likeness == 0
                ? Optional.empty()
                : Optional.of(new Evidence(
                        Kind.TEXT,
                        MOST_BY_TEXT * likeness,
                        "%.0f %% of their words are the same".formatted(100 * likeness)));
    }

    /** Which share of their words both have, 0 to 1. */
    private static double likeness(Traits one, Traits other) {
        int shared = 0;
        for (String word : one.words()) {
            if (other.words().contains(word)) {
                shared++;
            }
        }
        return shared == 0
                ? 0
                : (double) shared / (one.words().size() + other.words().size() - shared);
    }
}
