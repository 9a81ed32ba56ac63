package dev.evenkeel.backup.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.evenkeel.backup.operations.Operation;
import dev.evenkeel.backup.runs.BackupRun;

/**
 * A backup, or an attempt to take one, as clients see it. What is not known yet, or never will be, is null.
 *
 * @param trigger {@code schedule} or {@code request}
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param contentBytes files before compression
 * @param storedBytes what they take in the repository
 * @param operations newest first; only in the answer to the question for one backup
 */
public record BackupView(
        String id,
        String target,
        String trigger,
        String state,
        Instant begunAt,
        Instant endedAt,
        Double durationSeconds,
        long contentBytes,
        long storedBytes,
        long files,
        String serverVersion,
        String systemIdentifier,
        Long timeline,
        String startLsn,
        String stopLsn,
        String error,
        List<OperationView> operations) {

    static BackupView of(BackupRun run, List<Operation> operations) {
        return new BackupView(
                run.id().text(),
                run.target(),
                run.trigger().name().toLowerCase(Locale.ROOT),
                run.state().name().toLowerCase(Locale.ROOT),
                run.begunAt(),
                run.endedAt().orElse(null),
                run.endedAt()
                        .map(end -> Duration.between(run.begunAt(), end).toMillis() / 1000.0)
                        .orElse(null),
                run.contentBytes(),
                run.storedBytes(),
                run.files(),
                run.result().map(BackupRun.Result::serverVersion).orElse(null),
                run.result().map(BackupRun.Result::systemIdentifier).orElse(null),
                run.result().map(BackupRun.Result::timeline).orElse(null),
                run.result().map(BackupRun.Result::startLsn).orElse(null),
                run.result().map(BackupRun.Result::stopLsn).orElse(null),
                run.error().orElse(null),
                operations.stream().map(OperationView::of).toList());
    }
}
