package dev.evenkeel.backup.drill;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.OwnerLock;
import dev.evenkeel.backup.restore.RestoredFolder;
import dev.evenkeel.postgres.PostgresException;
import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.RunAs;
import dev.evenkeel.postgres.ServerStatus;

/**
 * The folder of one drill: the restored cluster, the server's socket, a configuration file of our own. It is locked by its
 * owner, so that what a killed process left, a running server included, is found and removed.
 */
final class DrillFolder implements Closeable {

    private static final String PREFIX = "drill-";
    private static final String CLUSTER = "cluster";

    private final Path path;
    private final OwnerLock lock;
    private final RunAs runAs;

    private DrillFolder(Path path, OwnerLock lock, RunAs runAs) {
        this.path = path;
        this.lock = lock;
        this.runAs = runAs;
    }

    /** A new folder for a drill of the given backup, below {@code root}. */
    static DrillFolder create(Path root, BackupId id) throws IOException {
        Files.createDirectories(root);
        RunAs runAs = RunAs.forFolder(root);
        Path path = Files.createTempDirectory(root, PREFIX + id + "-");
        OwnerLock lock = OwnerLock.take(path).orElseThrow();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        runAs.own(path);
        return new DrillFolder(path, lock, runAs);
    }

    RunAs runAs() {
        return runAs;
    }

    Path cluster() {
        return path.resolve(CLUSTER);
    }

    /** A file of ours that the server may read. */
    Path write(String name, String content) throws IOException {
        Path file = Files.writeString(path.resolve(name), content);
        runAs.own(file);
        return file;
    }

    Path logFile() {
        return path.resolve("server.log");
    }

    /**
     * Removes what drills of processes that have been killed left below {@code root}.
     *
     * @return how many drills there were
     */
    static int sweep(Path root, ServerPrograms programs) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        int swept = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root.toAbsolutePath(), PREFIX + "*")) {
            for (Path path : left) {
                Optional<OwnerLock> lock = OwnerLock.take(path);
                if (lock.isPresent()) {
                    try (OwnerLock _ = lock.get()) {
                        stopServer(path.resolve(CLUSTER).resolve("data"), programs);
                        RestoredFolder.delete(path);
                        swept++;
                    }
                }
            }
        }
        return swept;
    }

    private static void stopServer(Path dataFolder, ServerPrograms programs) throws IOException {
        Path version = dataFolder.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        try {
            PostgresPrograms own = programs.ofVersion(
                    Integer.parseInt(Files.readString(version).strip()));
            PostgresServer server = PostgresServer.on(dataFolder).programs(own).build();
            if (server.status() instanceof ServerStatus.Running) {
                server.abort();
            }
        } catch (PostgresException failed) {
            throw new DrillImpossibleException("a server of an earlier drill could not be stopped", failed);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            RestoredFolder.delete(path);
        } finally {
            lock.close();
        }
    }
}
