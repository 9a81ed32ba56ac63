package dev.evenkeel.platform.incidents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An incident as its newest known event tells it.
 *
 * @param severity {@code none}, {@code info}, {@code warning} or {@code critical}
 * @param firing how many alerts fire
 * @param what the last thing that happened, in a sentence
 * @param version counts its changes from 1
 * @param about everything that any of its events named
 */
public record Incident(
        UUID id,
        String title,
        String severity,
        Status status,
        int firing,
        Instant openedAt,
        Optional<Instant> resolvedAt,
        String what,
        int version,
        Set<Named> about) {

    /** Where it stands. */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED
    }

    /**
     * Something that an incident is about.
     *
     * @param label such as {@code component} or {@code slo}
     * @param value such as the component's name
     */
    public record Named(String label, String value) {}

    public Incident {
        about = Set.copyOf(about);
    }

    /** Whether it is about any of these. */
    public boolean concerns(Set<Named> any) {
        return any.stream().anyMatch(about::contains);
    }
}
