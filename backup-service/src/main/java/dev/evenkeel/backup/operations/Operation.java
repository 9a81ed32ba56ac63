package dev.evenkeel.backup.operations;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.backup.repository.BackupId;

/**
 * Something that was done with a backup, or is being done.
 *
 * @param report numbers, texts and lists of texts by name; what they are depends on the kind
 */
public record Operation(
        UUID id,
        BackupId backup,
        Kind kind,
        State state,
        Instant begunAt,
        Optional<Instant> endedAt,
        Map<String, Object> report) {

    public enum Kind {
        VERIFICATION,
        DRILL,
        RESTORE
    }

    public enum State {
        RUNNING,
        /** The backup is good, as far as this kind of operation can tell. */
        PASSED,
        /** The backup is not good. */
        FAILED,
        /** The operation could not be carried out, which says nothing about the backup. */
        BROKEN
    }

    static Operation begun(BackupId backup, Kind kind, Instant now) {
        return new Operation(UUID.randomUUID(), backup, kind, State.RUNNING, now, Optional.empty(), Map.of());
    }

    Operation ended(State outcome, Instant at, Map<String, Object> found) {
        return new Operation(id, backup, kind, outcome, begunAt, Optional.of(at), found);
    }
}
