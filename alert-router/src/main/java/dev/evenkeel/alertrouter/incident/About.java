package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.evenkeel.platform.series.Labels;

/**
 * What an incident is about, in the words of its alerts' labels, so that those who watch a component or a promise find the
 * incidents that concern it.
 *
 * @param values by label: {@code component}, {@code slo}, {@code backup}, {@code resource} or {@code service}
 */
record About(SortedMap<String, SortedSet<String>> values) {

    static final About NOTHING_NEW = new About(new TreeMap<>());

    /** The most telling one first. The service is who promises or reports, so it counts only if there is nothing nearer. */
    private static final List<String> LABELS = List.of("component", "slo", "backup", "resource", "service");

    /** An event stays small, however many alerts are in the group. */
    private static final int MOST_VALUES = 100;

    /** What alerts are about: of each alert the value of its most telling label, {@value #MOST_VALUES} in all at the most. */
    static About of(Collection<Labels> alerts) {
        var values = new TreeMap<String, SortedSet<String>>();
        alerts.stream()
                .flatMap(labels -> LABELS.stream()
                        .filter(label -> !labels.get(label).isEmpty())
                        .limit(1)
                        .map(label -> Map.entry(label, labels.get(label))))
                .distinct()
                .limit(MOST_VALUES)
                .forEach(named -> values.computeIfAbsent(named.getKey(), label -> new TreeSet<>())
                        .add(named.getValue()));
        return new About(values);
    }
}
