package dev.evenkeel.health.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import dev.evenkeel.health.catalog.Catalog;
import dev.evenkeel.health.catalog.Component;

/**
 * When each component is checked next: at a fixed rate, each with a phase of its own so that many checks with the same
 * interval do not start together. Times that were missed (the process stood still, the clock jumped forward) are left
 * out, not caught up; a clock that is set back does not stop the checks. Not thread-safe.
 */
public final class CheckTimetable {

    private final ToDoubleFunction<String> phase;
    private final Map<String, Slot> slots = new HashMap<>();

    private record Slot(Instant next, Duration interval) {

        boolean isOf(Duration wanted, Instant now) {
            boolean clockWasSetBack = next.isAfter(now.plus(interval));
            return interval.equals(wanted) && !clockWasSetBack;
        }

        Slot firstAfter(Instant now) {
            long missed = Duration.between(next, now).toMillis() / interval.toMillis();
            return new Slot(next.plusMillis((missed + 1) * interval.toMillis()), interval);
        }
    }

    /** @param phase for a component's name, the part of its interval by which its first check is put off, 0 to 1 */
    public CheckTimetable(ToDoubleFunction<String> phase) {
        this.phase = phase;
    }

    /** The components whose check is due, each of which is then due again one interval later. */
    public List<Component> takeDue(Catalog catalog, Instant now) {
        List<Component> due = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Component component : catalog.components()) {
            names.add(component.name());
            Slot slot = slotOf(component, now);
            if (!slot.next().isAfter(now)) {
                due.add(component);
                slot = slot.firstAfter(now);
            }
            slots.put(component.name(), slot);
        }
        slots.keySet().retainAll(names);
        return due;
    }

    private Slot slotOf(Component component, Instant now) {
        Duration interval = component.check().interval();
        Slot slot = slots.get(component.name());
        if (slot != null && slot.isOf(interval, now)) {
            return slot;
        }
        long delay = (long) (phase.applyAsDouble(component.name()) * interval.toMillis());
        return new Slot(now.plusMillis(delay), interval);
    }
}
