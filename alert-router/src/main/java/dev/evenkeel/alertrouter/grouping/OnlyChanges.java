package dev.evenkeel.alertrouter.grouping;

import java.util.Collection;
import java.util.Set;

/**
 * Which receivers are told only what changed since they were told last, as {@code evenkeel.alerts.only-changes} has it.
 *
 * @param everybody whether all are
 * @param receivers otherwise these, by name
 */
record OnlyChanges(boolean everybody, Set<String> receivers) {

    OnlyChanges {
        receivers = Set.copyOf(receivers);
    }

    /** @param configured {@code false} for nobody, {@code true} for everybody, or the names of receivers */
    static OnlyChanges of(Collection<String> configured) {
        var names = Set.copyOf(configured);
        return new OnlyChanges(names.equals(Set.of("true")), names.equals(Set.of("false")) ? Set.of() : names);
    }

    boolean isFor(String receiver) {
        return everybody || receivers.contains(receiver);
    }
}
