package dev.evenkeel.alertrouter.inhibition;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

/**
 * While an alert fires that fulfils {@code source}, nobody is told of those that fulfil {@code target} and agree with it
 * in the labels {@code equal}. Among alerts that fulfil both sides none inhibits another, so none inhibits itself.
 *
 * @param name for people, may be empty
 * @param equal labels that both must have with the same value, or lack
 */
public record InhibitRule(String name, Matchers source, Matchers target, SortedSet<String> equal) {

    public InhibitRule {
        equal = Collections.unmodifiableSortedSet(new TreeSet<>(equal));
    }

    /** The same for two alerts between which this rule, or one that says the same, may hold, and for no others. */
    UUID key(Labels labels) {
        var text = new StringBuilder(source + " inhibits " + target);
        for (String label : equal) {
            text.append('\n').append(label).append('=').append(labels.get(label).replace("\n", "\n "));
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
