package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.oncall.schedule.ShiftOverride;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

/**
 * An override as it was asked for.
 *
 * @param reason empty if none was given
 * @param swap the swap that made it, if one did
 * @param createdBy the name of the caller
 * @param endedBy who ended it before its time, if anybody did
 */
public record StoredOverride(
        UUID id,
        String schedule,
        String person,
        Span span,
        String reason,
        Optional<UUID> swap,
        String createdBy,
        Instant createdAt,
        Optional<String> endedBy) {

    ShiftOverride asOverride() {
        return new ShiftOverride(id, span, person, createdAt);
    }
}
