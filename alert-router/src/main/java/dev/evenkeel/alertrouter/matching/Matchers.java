package dev.evenkeel.alertrouter.matching;

import java.util.List;
import java.util.stream.Collectors;

import dev.evenkeel.platform.series.Labels;

/**
 * Matchers that must all hold, in their canonical order.
 *
 * @param list sorted by name, value and operator
 */
public record Matchers(List<Matcher> list) {

    private static final Matchers NONE = new Matchers(List.of());

    public Matchers {
        list = list.stream().sorted().toList();
    }

    /** No condition: holds for every label set. */
    public static Matchers none() {
        return NONE;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public boolean match(Labels labels) {
        for (Matcher matcher : list) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** As Alertmanager prints them in a route's key: <code>{a="b",c=~"d"}</code>. */
    @Override
    public String toString() {
        return list.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
