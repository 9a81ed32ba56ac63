package dev.evenkeel.backup.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.basebackup.Source;
import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.targets.Schedule;
import dev.evenkeel.backup.targets.Target;

import static org.assertj.core.api.Assertions.assertThat;

class DueBackupsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Target DAILY = new Target(
            new Source(
                    "shop",
                    ConnectionSettings.of(new ServerAddress.Tcp("db", 5432), "backup"),
                    "postgres",
                    true,
                    OptionalInt.empty(),
                    Optional.empty()),
            new Schedule.Every(Duration.ofDays(1)),
            Duration.ofMinutes(15),
            Optional.empty(),
            Set.of());

    @Test
    void aTargetThatWasNeverBackedUpIsDueAtOnce() {
        assertThat(due(List.of(), NOON)).containsExactly(DAILY);
    }

    @Test
    void aTargetIsNotDueBeforeItsTime() {
        BackupRun yesterday = run().failed(NOON, "x");

        assertThat(due(List.of(yesterday), NOON.plus(Duration.ofMinutes(14)))).isEmpty();
    }

    @Test
    void aFailedBackupIsTriedAgainBeforeTheNextIsDue() {
        BackupRun failed = run().failed(NOON, "x");

        assertThat(due(List.of(failed), NOON.plus(Duration.ofMinutes(15)))).containsExactly(DAILY);
    }

    @Test
    void aTargetThatIsBeingBackedUpIsNotDue() {
        assertThat(due(List.of(run()), NOON.plus(Duration.ofDays(3)))).isEmpty();
    }

    private static BackupRun run() {
        return BackupRun.begun(BackupId.of(NOON, new Random(1)), "shop", BackupRun.Trigger.SCHEDULE, NOON);
    }

    private static List<Target> due(List<BackupRun> latest, Instant now) {
        return DueBackups.among(List.of(DAILY), latest, NOON, now);
    }
}
