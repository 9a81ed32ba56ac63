package dev.evenkeel.alertrouter.correlation.rootcause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory.Sign;
import dev.evenkeel.alertrouter.correlation.rootcause.Suspect.Clue;

/**
 * Ranks the entities of an incident by how likely each is its root.
 *
 * <p>Each signal of an entity counts the more, the rarer it was in earlier incidents of the system (squared, as the
 * information of independent signals is more than their number), the fewer other entities show it at the same time (what is
 * everywhere is a symptom), and the earlier it came. What the replicas of a component show is put together as in Stouffer's
 * method, sum over root of their number: one replica that stands out stays ahead of the component, and if all of them
 * stand out alike the component does. What has the same score is in the order of its criticality. The weights and their sources are in docs/correlation.md.
 */
public final class RootCauseRanker {

    /** Below this many, that all replicas are affected may as well be chance. */
    private static final int FEWEST_REPLICAS = 3;

    private static final double LATE_SECONDS = 60;
    private static final int MOST_CLUES = 5;

    /** Closer than that, scores differ by the order in which they were summed up. */
    private static final double SAME = 1e-9;

    /** Of those with the same evidence the most critical is the one to look at first. */
    private static final Comparator<Suspect> LIKELIEST_FIRST = Comparator.comparingDouble(
                    (Suspect suspect) -> -Math.rint(suspect.score() / SAME))
            .thenComparing(Suspect::criticality, Comparator.reverseOrder())
            .thenComparing(Suspect::entity);

    private final DependencyGraph graph;

    public RootCauseRanker(DependencyGraph graph) {
        this.graph = graph;
    }

    /**
     * @param incident its alerts, in any order
     * @param history of the system before it
     * @return every entity that an alert is about, and every component whose replicas they are; the likeliest first
     */
    public List<Suspect> rank(Collection<Occurrence> incident, SignalHistory history) {
        Map<String, List<Clue>> clues = clues(incident, history);
        Map<String, Double> scores = new HashMap<>();
        clues.forEach((entity, all) ->
                scores.put(entity, all.stream().mapToDouble(Clue::weight).sum()));
        addComponents(scores, clues);
        double total = scores.values().stream().mapToDouble(Double::doubleValue).sum();
        return scores.entrySet().stream()
                .map(each -> new Suspect(
                        each.getKey(),
                        each.getValue(),
                        total > 0 ? each.getValue() / total : 0,
                        graph.criticality(each.getKey()),
                        mostTelling(clues.get(each.getKey()))))
                .sorted(LIKELIEST_FIRST)
                .toList();
    }

    private static Map<String, List<Clue>> clues(Collection<Occurrence> incident, SignalHistory history) {
        Map<String, Set<String>> entitiesOf = new HashMap<>();
        Map<Sign, Instant> firsts = new HashMap<>();
        Instant start = Instant.MAX;
        for (Occurrence each : incident) {
            if (each.entity().isEmpty()) {
                continue;
            }
            entitiesOf.computeIfAbsent(each.signal(), signal -> new HashSet<>()).add(each.entity());
            firsts.merge(Sign.of(each), each.at(), (one, other) -> one.isBefore(other) ? one : other);
            start = each.at().isBefore(start) ? each.at() : start;
        }
        Map<String, List<Clue>> clues = new HashMap<>();
        for (var each : firsts.entrySet()) {
            Sign sign = each.getKey();
            int elsewhere = entitiesOf.get(sign.signal()).size() - 1;
            Duration later = Duration.between(start, each.getValue());
            double rarity = history.rarity(sign);
            double weight =
                    rarity * rarity / (1 + elsewhere) / (1 + Math.log1p(later.toMillis() / 1000.0 / LATE_SECONDS));
            clues.computeIfAbsent(sign.entity(), entity -> new ArrayList<>())
                    .add(new Clue(weight, sentence(sign, history, elsewhere, later)));
        }
        return clues;
    }

    private static String sentence(Sign sign, SignalHistory history, int elsewhere, Duration later) {
        return sign.signal() + ": " + before(sign, history) + ", "
                + switch (elsewhere) {
                    case 0 -> "here alone";
                    case 1 -> "here and on one other";
                    default -> "here and on " + elsewhere + " others";
                }
                + ", " + after(later);
    }

    private static String before(Sign sign, SignalHistory history) {
        return history.incidents() == 0
                ? "no earlier incident to compare with"
                : "seen in %d of %d earlier incidents".formatted(history.of(sign), history.incidents());
    }

    private static String after(Duration first) {
        if (first.isZero()) {
            return "the first of all";
        }
        return first.toMillis() < 500 ? "with the first" : "%.0f s after the first".formatted(first.toMillis() / 1e3);
    }

    private void addComponents(Map<String, Double> scores, Map<String, List<Clue>> clues) {
        Map<String, Double> ofReplicas = Map.copyOf(scores);
        Set<String> components = new LinkedHashSet<>();
        ofReplicas.keySet().stream().sorted().forEach(entity -> components.addAll(graph.groupsOf(entity)));
        for (String component : components) {
            Set<String> replicas = graph.replicasOf(component);
            if (replicas.size() >= FEWEST_REPLICAS) {
                List<String> affected =
                        replicas.stream().filter(ofReplicas::containsKey).toList();
                double together = affected.stream().mapToDouble(ofReplicas::get).sum() / Math.sqrt(replicas.size());
                scores.merge(component, together, Double::sum);
                clues.computeIfAbsent(component, id -> new ArrayList<>())
                        .add(new Clue(
                                together,
                                "%d of its %d replicas are affected: %s"
                                        .formatted(affected.size(), replicas.size(), String.join(", ", affected))));
            }
        }
    }

    private static List<Clue> mostTelling(List<Clue> clues) {
        return clues.stream()
                .sorted(Comparator.comparingDouble((Clue clue) -> -clue.weight())
                        .thenComparing(Clue::says))
                .limit(MOST_CLUES)
                .toList();
    }
}
