package dev.evenkeel.backup.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.backup.work.WorkService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;

/**
 * Starts the backups that are due and ends the runs of dead processes. It does not wait for the backups it starts: a
 * platform that gives CPU only during requests has to be told to keep it while one is taken.
 */
@ApplicationScoped
class ScheduledBackupsTask implements Task {

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final RunStore runs;
    private final BackupService backups;
    private final BackupMetrics metrics;
    private final WorkService work;
    private final Clock clock;
    private final Instant since;

    ScheduledBackupsTask(
            LiveConfiguration<BackupConfiguration> configuration,
            RunStore runs,
            BackupService backups,
            BackupMetrics metrics,
            WorkService work,
            Clock clock) {
        this.configuration = configuration;
        this.runs = runs;
        this.backups = backups;
        this.metrics = metrics;
        this.work = work;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public String name() {
        return "scheduled-backups";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Uni<Void> run() {
        return work.block(backups::recover).chain(runs::latest).chain(this::startWhatIsDue);
    }

    private Uni<Void> startWhatIsDue(List<BackupRun> latest) {
        metrics.remember(latest);
        List<Target> due = DueBackups.among(configuration.current().targets(), latest, since, clock.instant());
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(target -> backups.start(target, BackupRun.Trigger.SCHEDULE))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
