package dev.evenkeel.alertrouter.correlation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.Severity;

/**
 * Whether two related incidents may become one, and which of them goes on: the worse one, or else the older one. Nothing
 * critical disappears in something that somebody has taken on already, since nobody would look, or in something that waits
 * for longer than it does itself.
 */
sealed interface MergeRule {

    /** The second becomes part of the first. */
    record Merge(Incident survivor, Incident other) implements MergeRule {}

    /** They stay apart. */
    record Apart(String because) implements MergeRule {}

    static MergeRule of(Optional<Incident> one, Optional<Incident> another) {
        if (one.isEmpty() || another.isEmpty()) {
            return new Apart("one of them is gone");
        }
        List<Incident> order = List.of(one.get(), another.get()).stream()
                .sorted(Comparator.comparing(Incident::severity)
                        .reversed()
                        .thenComparing(Incident::openedAt)
                        .thenComparing(Incident::id))
                .toList();
        Incident survivor = order.getFirst();
        Incident other = order.getLast();
        if (order.stream().anyMatch(each -> each.status() == Status.RESOLVED)) {
            return new Apart("one of them was over");
        }
        if (other.severity() == Severity.CRITICAL && other.status() == Status.OPEN) {
            if (survivor.status() == Status.ACKNOWLEDGED) {
                return new Apart(
                        "a critical incident that nobody has taken on is not merged into one that somebody has");
            }
            if (waitsLonger(survivor, other)) {
                return new Apart("a critical incident is not merged into one that is snoozed for longer");
            }
        }
        return new Merge(survivor, other);
    }

    private static boolean waitsLonger(Incident survivor, Incident other) {
        return survivor.snoozedUntil()
                .filter(end -> other.snoozedUntil()
                        .filter(sooner -> !sooner.isBefore(end))
                        .isEmpty())
                .isPresent();
    }
}
