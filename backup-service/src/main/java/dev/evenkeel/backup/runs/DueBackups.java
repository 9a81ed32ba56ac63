package dev.evenkeel.backup.runs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.backup.targets.Target;

/** Decides which targets are to be backed up now. */
final class DueBackups {

    private DueBackups() {}

    /**
     * @param latest for each target its last run, and its last completed one if that is another
     * @param since from when on the schedules have been known
     */
    static List<Target> among(List<Target> targets, List<BackupRun> latest, Instant since, Instant now) {
        return targets.stream()
                .filter(target -> isDue(target, lastOf(target, latest), since, now))
                .toList();
    }

    private static Optional<BackupRun> lastOf(Target target, List<BackupRun> latest) {
        return latest.stream()
                .filter(run -> run.target().equals(target.name()))
                .max(Comparator.comparing(BackupRun::begunAt));
    }

    private static boolean isDue(Target target, Optional<BackupRun> last, Instant since, Instant now) {
        Optional<Instant> due = target.schedule().due(last.map(BackupRun::begunAt), since);
        Optional<Instant> retry = last.filter(run -> run.state() == BackupRun.State.FAILED)
                .flatMap(run -> due.map(_ -> run.endedAt().orElseThrow().plus(target.retryAfter())));
        boolean running =
                last.filter(run -> run.state() == BackupRun.State.RUNNING).isPresent();
        return !running
                && (due.filter(time -> !time.isAfter(now)).isPresent()
                        || retry.filter(time -> !time.isAfter(now)).isPresent());
    }
}
