package dev.evenkeel.backup.runs;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.backup.operations.OperationService;
import dev.evenkeel.backup.work.WorkService;
import dev.evenkeel.platform.tasks.Task;

/** Removes what killed processes left behind: incomplete backups, folders and servers of drills, operations without end. */
@ApplicationScoped
class SweepTask implements Task {

    private final BackupService backups;
    private final OperationService operations;
    private final WorkService work;

    SweepTask(BackupService backups, OperationService operations, WorkService work) {
        this.backups = backups;
        this.operations = operations;
        this.work = work;
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Uni<Void> run() {
        return work.block(() -> {
            backups.sweep();
            operations.recover();
            operations.sweep();
        });
    }
}
