package dev.evenkeel.backup.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.backup.basebackup.BaseBackup;
import dev.evenkeel.backup.operations.OperationService;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.repository.RepositoryException;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.backup.work.WorkService;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Takes backups: claims the target, takes the backup on a thread of its own, writes down how it went and tells it, and has
 * the new backup checked as its target asks for.
 */
@ApplicationScoped
public class BackupService {

    /** A database that is away when a backup ends is waited for; after that the lease tells. */
    private static final int ATTEMPTS_TO_WRITE = 40;

    // not static: a native image would hold the seed it was built with, and refuses to
    private final SecureRandom random = new SecureRandom();
    private final LiveConfiguration<BackupConfiguration> configuration;
    private final RunStore runs;
    private final OperationService operations;
    private final WorkService work;
    private final BackupMetrics metrics;
    private final Clock clock;
    private final String tool;

    BackupService(
            LiveConfiguration<BackupConfiguration> configuration,
            RunStore runs,
            OperationService operations,
            WorkService work,
            BackupMetrics metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.configuration = configuration;
        this.runs = runs;
        this.operations = operations;
        this.work = work;
        this.metrics = metrics;
        this.clock = clock;
        this.tool = "evenkeel " + version;
    }

    /** What came of asking for a backup. */
    public sealed interface Started {
        record Running(BackupRun run) implements Started {}

        /** A backup of this target is being taken already. */
        record AlreadyRunning() implements Started {}

        /** This process does as much as it may. */
        record Busy() implements Started {}
    }

    /** Starts a backup and returns as soon as it is claimed. */
    public Uni<Started> start(Target target, BackupRun.Trigger trigger) {
        if (!work.takePlace()) {
            return Uni.createFrom().item(new Started.Busy());
        }
        Instant now = clock.instant();
        BackupRun run = BackupRun.begun(BackupId.of(now, random), target.name(), trigger, now);
        return runs.claim(run, now.plus(WorkService.LEASE))
                .onFailure()
                .invoke(work::giveBack)
                .map(claimed -> {
                    if (!claimed) {
                        work.giveBack();
                        return new Started.AlreadyRunning();
                    }
                    AtomicLong bytes = new AtomicLong();
                    work.run(
                            run.id().text(),
                            () -> runs.renew(run.id(), clock.instant().plus(WorkService.LEASE), bytes.get()),
                            () -> take(target, run, bytes));
                    return new Started.Running(run);
                });
    }

    private void take(Target target, BackupRun run, AtomicLong bytes) {
        Log.infof("Backup %s of %s begins", run.id(), target.name());
        Optional<Manifest> taken = Optional.empty();
        BackupRun ended;
        try {
            Manifest manifest = new BaseBackup(target.source(), repository(), clock, tool).take(run.id(), bytes::set);
            taken = Optional.of(manifest);
            ended = run.completed(manifest);
            Log.infof("Backup %s of %s is complete: %d bytes", run.id(), target.name(), ended.contentBytes());
        } catch (IOException | RuntimeException failed) {
            ended = run.failed(clock.instant(), reason(failed));
            Log.errorf(failed, "Backup %s of %s failed", run.id(), target.name());
        }
        metrics.ended(ended);
        writeDown(ended);
        taken.ifPresent(manifest -> operations.checkAsAsked(target, manifest.id()));
    }

    private void writeDown(BackupRun ended) {
        runs.finish(ended)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(15))
                .atMost(ATTEMPTS_TO_WRITE)
                .await()
                .indefinitely();
    }

    /** What is told to people: our own exceptions speak for themselves, others by their kind. */
    private static String reason(Exception failed) {
        String message = failed.getMessage();
        return message == null || message.isBlank() ? failed.getClass().getSimpleName() : message;
    }

    /**
     * Ends the runs of processes that have died: a backup whose manifest made it into the repository is complete, any
     * other has failed. Blocks.
     */
    void recover() {
        for (BackupRun run : runs.abandoned(clock.instant()).await().atMost(Duration.ofSeconds(30))) {
            if (!work.underway().contains(run.id().text())) {
                BackupRun ended = manifest(run.id())
                        .map(run::completed)
                        .orElseGet(() -> run.failed(clock.instant(), "the process that took the backup ended"));
                metrics.ended(ended);
                writeDown(ended);
                Log.warnf("Backup %s of %s was abandoned and is now %s", run.id(), run.target(), ended.state());
            }
        }
    }

    private Optional<Manifest> manifest(BackupId id) {
        try {
            return Optional.of(repository().open(id).manifest());
        } catch (RepositoryException.NotFound | RepositoryException.Corrupted none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The repository cannot be read", unreadable);
        }
    }

    /** Removes from the repository what dead processes left there. Blocks. */
    void sweep() {
        if (configuration.current().repository().isEmpty()) {
            return;
        }
        try {
            repository().sweep(clock.instant()).forEach(id -> Log.infof("Removed the incomplete backup %s", id));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The repository cannot be swept", unreadable);
        }
    }

    private FolderRepository repository() {
        return configuration.current().repository().orElseThrow().open();
    }
}
