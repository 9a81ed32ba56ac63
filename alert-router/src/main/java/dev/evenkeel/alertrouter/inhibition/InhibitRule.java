package dev.evenkeel.alertrouter.inhibition;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

/**
 * While an alert fires that fulfils {@code source}, nobody is told of those that fulfil {@code target} and agree with it
 * in the labels {@code equal}. Among alerts that fulfil both sides none inhibits another, so none inhibits itself. Two are
 * equal if they say the same under the same name.
 */
public final class InhibitRule {

    private final String name;
    private final Matchers source;
    private final Matchers target;
    private final SortedSet<String> equal;
    /** Keys are made for every alert: what is the same in all of them is written once. */
    private final String keyPrefix;

    /**
     * @param name for people, may be empty
     * @param equal labels that both must have with the same value, or lack
     */
    public InhibitRule(String name, Matchers source, Matchers target, SortedSet<String> equal) {
        this.name = name;
        this.source = source;
        this.target = target;
        this.equal = Collections.unmodifiableSortedSet(new TreeSet<>(equal));
        this.keyPrefix = source + " inhibits " + target;
    }

    /** For people; may be empty. */
    public String name() {
        return name;
    }

    public Matchers source() {
        return source;
    }

    public Matchers target() {
        return target;
    }

    public SortedSet<String> equal() {
        return equal;
    }

    /**
     * The same for two alerts between which this rule, or one that says the same, may hold, and for no others. Stored with
     * alerts, so never to be changed.
     */
    UUID key(Labels labels) {
        var text = new StringBuilder(keyPrefix);
        for (String label : equal) {
            text.append('\n').append(label).append('=').append(labels.get(label).replace("\n", "\n "));
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InhibitRule rule
                && name.equals(rule.name)
                && source.equals(rule.source)
                && target.equals(rule.target)
                && equal.equals(rule.equal);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, source, target, equal);
    }

    /** Everything that it says: whether rules have changed is told by it. */
    @Override
    public String toString() {
        return "InhibitRule[name=" + name + ", source=" + source + ", target=" + target + ", equal=" + equal + "]";
    }
}
