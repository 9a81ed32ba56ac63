package dev.evenkeel.backup.runs;

import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.Manifest;

/**
 * One attempt to take a backup.
 *
 * @param contentBytes of files taken so far, before compression
 * @param storedBytes what the backup takes in the repository; 0 until it is complete
 * @param result known once it is complete
 * @param error why it failed
 */
public record BackupRun(
        BackupId id,
        String target,
        Trigger trigger,
        State state,
        Instant begunAt,
        Optional<Instant> endedAt,
        long contentBytes,
        long storedBytes,
        long files,
        Optional<Result> result,
        Optional<String> error) {

    public enum Trigger {
        SCHEDULE,
        REQUEST
    }

    public enum State {
        RUNNING,
        COMPLETED,
        FAILED
    }

    /** What is known of the server from the finished backup. */
    public record Result(
            String serverVersion, String systemIdentifier, long timeline, String startLsn, String stopLsn) {}

    static BackupRun begun(BackupId id, String target, Trigger trigger, Instant now) {
        return new BackupRun(
                id, target, trigger, State.RUNNING, now, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty());
    }

    BackupRun completed(Manifest manifest) {
        Result result = new Result(
                manifest.facts().server().version(),
                manifest.facts().server().systemIdentifier(),
                manifest.facts().stop().timeline(),
                manifest.facts().start().lsn().toString(),
                manifest.facts().stop().lsn().toString());
        return new BackupRun(
                id,
                target,
                trigger,
                State.COMPLETED,
                begunAt,
                Optional.of(manifest.facts().ended()),
                manifest.contentBytes(),
                manifest.storedBytes(),
                manifest.files(),
                Optional.of(result),
                Optional.empty());
    }

    BackupRun failed(Instant at, String why) {
        return new BackupRun(
                id,
                target,
                trigger,
                State.FAILED,
                begunAt,
                Optional.of(at),
                contentBytes,
                0,
                files,
                Optional.empty(),
                Optional.of(why));
    }
}
