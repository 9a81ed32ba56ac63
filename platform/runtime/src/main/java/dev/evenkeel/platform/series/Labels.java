package dev.evenkeel.platform.series;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The identity of a series: label names and values, sorted by name. Immutable.
 *
 * <p>As in Prometheus a label with an empty value is the same as no such label, so none is ever stored, and the name of
 * the metric is the label {@value #NAME}. Names and values may hold any Unicode text; whether a name is acceptable is
 * for whoever reads it from outside to decide.
 */
public final class Labels implements Comparable<Labels> {

    /** The label that carries the metric's name. */
    public static final String NAME = "__name__";

    private static final Labels EMPTY = new Labels(new String[0]);

    // name, value, name, value…: a scrape holds many thousands of these, and one array is the smallest shape
    private final String[] pairs;
    // computed when it is first asked for, as that of a String: most labels that pass through are never a key of a map
    private int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    public static Labels empty() {
        return EMPTY;
    }

    /**
     * @param namesAndValues alternating, in any order
     * @throws IllegalArgumentException for an odd number, or a name that appears twice
     */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a label name without a value: " + Arrays.toString(namesAndValues));
        }
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (sorted.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
                throw new IllegalArgumentException("label " + namesAndValues[i] + " appears twice");
            }
        }
        return fromSorted(sorted);
    }

    public static Labels of(Map<String, String> labels) {
        return fromSorted(new TreeMap<>(labels));
    }

    /**
     * Labels as a document has them, which mostly are in order already; of a name that appears twice the last value holds.
     *
     * @param namesAndValues alternating, so an even number
     */
    public static Labels ofLast(List<String> namesAndValues) {
        if (isOrdered(namesAndValues)) {
            return namesAndValues.isEmpty() ? EMPTY : new Labels(namesAndValues.toArray(String[]::new));
        }
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            sorted.put(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return fromSorted(sorted);
    }

    /** Whether names ascend and no value is empty, so that nothing has to be sorted, dropped or replaced. */
    private static boolean isOrdered(List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            boolean ascends = i == 0 || namesAndValues.get(i - 2).compareTo(namesAndValues.get(i)) < 0;
            if (!ascends || namesAndValues.get(i + 1).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Labels fromSorted(SortedMap<String, String> sorted) {
        sorted.values().removeIf(String::isEmpty);
        if (sorted.isEmpty()) {
            return EMPTY;
        }
        var pairs = new String[sorted.size() * 2];
        int next = 0;
        for (var label : sorted.entrySet()) {
            pairs[next++] = label.getKey();
            pairs[next++] = label.getValue();
        }
        return new Labels(pairs);
    }

    /** The value of a label, empty if there is none. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** The metric's name, empty if there is none. */
    public String metricName() {
        return get(NAME);
    }

    /** These labels with one added or replaced; an empty value removes it. */
    public Labels with(String name, String value) {
        var changed = new TreeMap<>(asMap());
        changed.put(name, value);
        return fromSorted(changed);
    }

    /** These labels with others added; where both have a label, the other's value wins. */
    public Labels with(Labels others) {
        if (others.isEmpty()) {
            return this;
        }
        var changed = new TreeMap<>(asMap());
        others.forEach(changed::put);
        return fromSorted(changed);
    }

    public Labels withoutName() {
        return without(Set.of(NAME));
    }

    public Labels without(Collection<String> names) {
        return those(names, false);
    }

    public Labels only(Collection<String> names) {
        return those(names, true);
    }

    private Labels those(Collection<String> names, boolean named) {
        var kept = new String[pairs.length];
        int length = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == named) {
                kept[length++] = pairs[i];
                kept[length++] = pairs[i + 1];
            }
        }
        if (length == pairs.length) {
            return this;
        }
        return length == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, length));
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** How many labels, the metric's name included. */
    public int size() {
        return pairs.length / 2;
    }

    public Set<String> names() {
        return asMap().keySet();
    }

    /** A copy, in order of the names. */
    public Map<String, String> asMap() {
        var map = LinkedHashMap.<String, String>newLinkedHashMap(size());
        forEach(map::put);
        return map;
    }

    /** @param position from 0 to {@link #size()} - 1, in order of the names */
    public String nameAt(int position) {
        return pairs[2 * position];
    }

    /** @param position from 0 to {@link #size()} - 1, in order of the names */
    public String valueAt(int position) {
        return pairs[2 * position + 1];
    }

    /** Visits the labels in order of their names. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Orders by the first label that differs, name before value; the shorter first where one begins the other. */
    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(pairs);
            hash = known;
        }
        return known;
    }

    /** As Prometheus writes a series: {@code http_requests_total{code="200",method="GET"}}. */
    @Override
    public String toString() {
        var text = new StringBuilder(metricName());
        if (size() == 0 || size() > (has(NAME) ? 1 : 0)) {
            text.append('{');
            String separator = "";
            for (int i = 0; i < pairs.length; i += 2) {
                if (!pairs[i].equals(NAME)) {
                    text.append(separator).append(pairs[i]).append("=\"");
                    appendEscaped(text, pairs[i + 1]);
                    text.append('"');
                    separator = ",";
                }
            }
            text.append('}');
        }
        return text.toString();
    }

    private static void appendEscaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(value.charAt(i));
            }
        }
    }
}
