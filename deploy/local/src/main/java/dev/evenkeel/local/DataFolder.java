package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import dev.evenkeel.platform.files.AtomicFile;
import dev.evenkeel.postgres.RunAs;

/**
 * The folder where a suite keeps everything it has: databases, secrets, configuration, logs, backups and which processes
 * it runs. Nothing of it lives anywhere else.
 */
record DataFolder(Path path) {

    private static final Path FOR_ROOT = Path.of("/var/lib/evenkeel");

    /**
     * The folder that was said, else {@code .evenkeel} in the repository. PostgreSQL never runs as root: if we are root
     * and the user it runs as cannot enter the repository, {@code /var/lib/evenkeel}.
     */
    static DataFolder choose(Optional<Path> said, Path repository) {
        if (said.isPresent()) {
            return new DataFolder(said.get().toAbsolutePath().normalize());
        }
        Path inRepository = repository.resolve(".evenkeel");
        boolean reachable = RunAs.forFolder(inRepository).canReach(repository);
        return new DataFolder(reachable ? inRepository : FOR_ROOT);
    }

    /** Makes the folder and those in it, so that others can pass through but not look around. */
    void make() {
        try {
            Path parent = path.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            RunAs.forFolder(path).mustReach(parent);
            makePrivate(path, "rwx--x--x");
            makePrivate(logs(), "rwxr-xr-x");
            makePrivate(run(), "rwx------");
            makePrivate(secrets(), "rwx------");
            makePrivate(configuration(), "rwx------");
        } catch (IOException e) {
            throw new KeelException("Cannot make the data folder " + path + ": " + Keel.reason(e), e);
        }
    }

    boolean exists() {
        return Files.isDirectory(run());
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path programs() {
        return path.resolve("programs");
    }

    Path backups() {
        return path.resolve("backups");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(Member member) {
        return logs().resolve(member.folder() + ".log");
    }

    Path postgresLog() {
        return path.resolve("postgres.log");
    }

    Path run() {
        return path.resolve("run");
    }

    Path pidFile(Member member) {
        return run().resolve(member.folder() + ".pid");
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    Path configuration() {
        return path.resolve("config");
    }

    Path configuration(Member member) {
        return configuration().resolve(member.folder());
    }

    /** The keys as people read them. */
    Path keys() {
        return path.resolve("keys.txt");
    }

    /** Writes a file as a whole or not at all, readable by its owner alone: a key that is lost opens no backup any more. */
    static void writePrivately(Path file, String content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void makePrivate(Path folder, String permissions) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            // Not as an attribute of the creation, which the umask would narrow.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }
}
