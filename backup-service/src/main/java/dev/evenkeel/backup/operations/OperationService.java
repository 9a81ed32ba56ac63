package dev.evenkeel.backup.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.backup.drill.DrillReport;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.RepositoryException;
import dev.evenkeel.backup.restore.RestoreRoot;
import dev.evenkeel.backup.restore.RestoredCluster;
import dev.evenkeel.backup.restore.Restorer;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.backup.verification.BackupVerifier;
import dev.evenkeel.backup.verification.Verification;
import dev.evenkeel.backup.work.WorkService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.postgres.RunAs;

/**
 * Works on backups that exist: each piece of work is claimed, done on a thread of its own, and written down with what was
 * found.
 */
@ApplicationScoped
public class OperationService {

    private static final int ATTEMPTS_TO_WRITE = 40;

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final OperationStore operations;
    private final WorkService work;
    private final MeterRegistry registry;
    private final Clock clock;

    OperationService(
            LiveConfiguration<BackupConfiguration> configuration,
            OperationStore operations,
            WorkService work,
            MeterRegistry registry,
            Clock clock) {
        this.configuration = configuration;
        this.operations = operations;
        this.work = work;
        this.registry = registry;
        this.clock = clock;
    }

    /** What came of asking for an operation. */
    public sealed interface Started {
        record Running(Operation operation) implements Started {}

        /** One of this kind is underway on this backup already. */
        record AlreadyRunning() implements Started {}

        /** This process does as much as it may. */
        record Busy() implements Started {}
    }

    /** How a piece of work ended. */
    private record Outcome(Operation.State state, Map<String, Object> report) {}

    private interface Work {
        Outcome carryOut() throws IOException;
    }

    public Uni<Started> verify(BackupId backup) {
        return start(backup, Operation.Kind.VERIFICATION, () -> verified(backup));
    }

    public Uni<Started> drill(BackupId backup) {
        return start(backup, Operation.Kind.DRILL, () -> drilled(backup));
    }

    /**
     * @param place as {@link RestoreRoot#place} gave it
     */
    public Uni<Started> restore(BackupId backup, Path place) {
        return start(backup, Operation.Kind.RESTORE, () -> restored(backup, place));
    }

    /** Starts the checks that a target asks for; one that cannot be started is only noted, as the backup is there. */
    public void checkAsAsked(Target target, BackupId backup) {
        for (Target.Afterwards check : target.afterwards()) {
            Uni<Started> started = switch (check) {
                case VERIFY -> verify(backup);
                case DRILL -> drill(backup);
            };
            started.subscribe()
                    .with(
                            outcome -> Log.debugf("%s of %s: %s", check, backup, outcome),
                            failure -> Log.errorf(failure, "%s of %s could not be started", check, backup));
        }
    }

    private Uni<Started> start(BackupId backup, Operation.Kind kind, Work piece) {
        if (!work.takePlace()) {
            return Uni.createFrom().item(new Started.Busy());
        }
        Operation operation = Operation.begun(backup, kind, clock.instant());
        return operations
                .claim(operation, clock.instant().plus(WorkService.LEASE))
                .onFailure()
                .invoke(work::giveBack)
                .map(claimed -> {
                    if (!claimed) {
                        work.giveBack();
                        return new Started.AlreadyRunning();
                    }
                    work.run(
                            operation.id().toString(),
                            () -> operations.renew(
                                    operation.id(), clock.instant().plus(WorkService.LEASE)),
                            () -> carryOut(operation, piece));
                    return new Started.Running(operation);
                });
    }

    private void carryOut(Operation operation, Work piece) {
        Outcome outcome;
        try {
            outcome = piece.carryOut();
        } catch (RepositoryException.Corrupted damaged) {
            outcome = new Outcome(Operation.State.FAILED, Map.of("findings", List.of(damaged.getMessage())));
        } catch (IOException | RuntimeException failed) {
            Log.errorf(failed, "The %s of backup %s could not be carried out", operation.kind(), operation.backup());
            outcome = new Outcome(Operation.State.BROKEN, Map.of("error", reason(failed)));
        }
        Log.infof("%s of backup %s: %s", operation.kind(), operation.backup(), outcome.state());
        count(operation.kind(), outcome.state());
        writeDown(operation.ended(outcome.state(), clock.instant(), outcome.report()));
    }

    private Outcome verified(BackupId backup) throws IOException {
        Verification verification = BackupVerifier.verify(repository(), backup);
        return new Outcome(
                passed(verification.passed()),
                Map.of(
                        "files", verification.files(),
                        "bytes", verification.bytes(),
                        "findings", verification.findings()));
    }

    private Outcome drilled(BackupId backup) throws IOException {
        DrillReport report =
                configuration.current().drills().orElseThrow().of(repository()).hold(backup);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("restoreSeconds", report.restore().toMillis() / 1000.0);
        found.put("startSeconds", report.start().toMillis() / 1000.0);
        found.put("tables", report.tables());
        found.put("exactTables", report.exactTables());
        found.put("skippedTables", report.skippedTables());
        if (report.structure() instanceof DrillReport.Structure.Checked(int indexes, int tables)) {
            found.put("checkedIndexes", indexes);
            found.put("checkedTables", tables);
        }
        found.put("findings", report.findings());
        return new Outcome(passed(report.passed()), found);
    }

    private Outcome restored(BackupId backup, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        RunAs owner = RunAs.forFolder(place);
        RestoredCluster cluster = new Restorer(repository().open(backup), place, true, owner::own).restore();
        return new Outcome(
                Operation.State.PASSED,
                Map.of(
                        "dataFolder", cluster.dataFolder().toString(),
                        "owner", owner.userName(),
                        "files", cluster.files(),
                        "bytes", cluster.bytes()));
    }

    private static Operation.State passed(boolean good) {
        return good ? Operation.State.PASSED : Operation.State.FAILED;
    }

    private static String reason(Exception failed) {
        return Optional.ofNullable(failed.getMessage())
                .orElseGet(() -> failed.getClass().getSimpleName());
    }

    private void count(Operation.Kind kind, Operation.State outcome) {
        registry.counter(
                        "evenkeel_backup_operations_total",
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private void writeDown(Operation ended) {
        operations
                .finish(ended)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(15))
                .atMost(ATTEMPTS_TO_WRITE)
                .await()
                .indefinitely();
    }

    /** Ends the operations of processes that have died. Blocks. */
    public void recover() {
        for (Operation operation : operations.abandoned(clock.instant()).await().atMost(Duration.ofSeconds(30))) {
            if (!work.underway().contains(operation.id().toString())) {
                writeDown(operation.ended(
                        Operation.State.BROKEN, clock.instant(), Map.of("error", "the process that did this ended")));
            }
        }
    }

    /** Removes folders and servers that drills of dead processes left. Blocks. */
    public void sweep() {
        BackupConfiguration current = configuration.current();
        if (current.drills().isEmpty() || current.repository().isEmpty()) {
            return;
        }
        try {
            int swept = current.drills().get().of(repository()).sweep();
            if (swept > 0) {
                Log.warnf("Removed what %d interrupted drills had left", swept);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("What interrupted drills left cannot be removed", failed);
        }
    }

    private FolderRepository repository() {
        return configuration.current().repository().orElseThrow().open();
    }
}
