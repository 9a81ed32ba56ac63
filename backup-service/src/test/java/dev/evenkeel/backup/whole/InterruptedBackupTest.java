package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.ReplicationException;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.FolderRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** However a backup is cut short, nothing that looks like one is left. */
class InterruptedBackupTest {

    private RealServer server;

    @BeforeEach
    void start() throws IOException {
        server = RealServer.start(RealServer.bundled());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aServerThatIsKilledLeavesNoBackup() throws IOException {
        assertThatThrownBy(() -> server.baseBackup(server.slowSource()).take(BackupContract.newId(), bytes -> {
                    if (bytes > 1_000_000) {
                        server.kill();
                    }
                }))
                .isInstanceOf(ReplicationException.class);

        assertThat(server.repository().list()).isEmpty();
        assertThat(backups()).isEmptyDirectory();
    }

    @Test
    void aFullDiskLeavesNoBackup() throws Exception {
        Path small = Files.createDirectory(server.folder().resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small.toString()) == 0,
                "only root may mount a small file system");
        try {
            FolderRepository repository = RealServer.repository(small);

            assertThatThrownBy(() -> new dev.evenkeel.backup.basebackup.BaseBackup(
                                    server.source(), repository, Clock.systemUTC(), "test")
                            .take(BackupContract.newId(), bytes -> {}))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ReplicationException.class)
                    .hasMessageContaining("No space left");

            assertThat(small.resolve("backups")).isEmptyDirectory();
        } finally {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    @Test
    void ourOwnSuddenDeathLeavesGarbageThatIsSweptAway() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackupProcess.class.getName(),
                        Integer.toString(server.port()),
                        server.folder().resolve("repository").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> process.isAlive() && someData());

        assertThat(server.repository().sweep(Clock.systemUTC().instant()))
                .as("as long as it lives its work is left alone")
                .isEmpty();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        assertThat(server.repository().list()).isEmpty();
        List<BackupId> swept = server.repository().sweep(Clock.systemUTC().instant());
        assertThat(swept).hasSize(1);
        assertThat(backups()).isEmptyDirectory();
    }

    private Path backups() {
        return server.folder().resolve("repository").resolve("backups");
    }

    private boolean someData() throws IOException {
        if (!Files.isDirectory(backups())) {
            return false;
        }
        try (Stream<Path> all = Files.walk(backups())) {
            return all.anyMatch(
                    path -> path.toString().endsWith(".eks") && path.toFile().length() > 10_000);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
