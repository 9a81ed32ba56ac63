package dev.evenkeel.alertrouter.correlation.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike two partitions are, corrected for chance (L. Hubert and P. Arabie, 1985): 1 if they are the same, 0 on average
 * if they have nothing to do with each other.
 */
final class AdjustedRandIndex {

    private AdjustedRandIndex() {}

    /** @param other of the same things in the same order; at least two */
    static double of(List<?> one, List<?> other) {
        Map<Object, Integer> ones = new HashMap<>();
        Map<Object, Integer> others = new HashMap<>();
        Map<List<Object>, Integer> both = new HashMap<>();
        for (int i = 0; i < one.size(); i++) {
            ones.merge(one.get(i), 1, Integer::sum);
            others.merge(other.get(i), 1, Integer::sum);
            both.merge(List.of(one.get(i), other.get(i)), 1, Integer::sum);
        }
        double pairs = pairs(both);
        double pairsOfOne = pairs(ones);
        double pairsOfOther = pairs(others);
        double expected = pairsOfOne * pairsOfOther / pairs(one.size());
        double most = (pairsOfOne + pairsOfOther) / 2;
        return most == expected ? 1 : (pairs - expected) / (most - expected);
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream().mapToDouble(AdjustedRandIndex::pairs).sum();
    }

    private static double pairs(int size) {
        return size * (size - 1.0) / 2;
    }
}
