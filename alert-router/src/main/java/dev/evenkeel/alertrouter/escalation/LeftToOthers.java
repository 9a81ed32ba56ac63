package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this replica keeps its hands off for a while, so that another comes before it. Replicas look once a second, each at
 * its own moment: without this, whoever put a thing off would as a rule be the first to find it again.
 */
final class LeftToOthers {

    private final Map<UUID, Instant> until = new ConcurrentHashMap<>();

    void leave(UUID id, Instant end) {
        until.put(id, end);
    }

    /** What is left to others at a moment. */
    Set<UUID> at(Instant now) {
        until.values().removeIf(end -> !end.isAfter(now));
        return Set.copyOf(until.keySet());
    }
}
