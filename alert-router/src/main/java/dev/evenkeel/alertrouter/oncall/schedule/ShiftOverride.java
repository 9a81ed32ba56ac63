package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody is on call instead of whom the layers name.
 *
 * @param person who takes over, by name
 * @param madeAt of several for the same time the one that was made last holds
 */
public record ShiftOverride(UUID id, Span span, String person, Instant madeAt) {

    public ShiftOverride during(Span part) {
        return new ShiftOverride(id, part, person, madeAt);
    }
}
