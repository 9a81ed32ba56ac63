package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.platform.files.AtomicFile;

/**
 * The folder of a backup that is being written. Its owner holds a lock on a file in it, which the operating system
 * releases when the process dies, however it dies: that is how garbage is told from work.
 */
final class BackupFolder {

    static final String MANIFEST = "manifest.json";

    private final Path path;
    private final BackupId id;
    private final OwnerLock lock;

    private BackupFolder(Path path, BackupId id, OwnerLock lock) {
        this.path = path;
        this.id = id;
        this.lock = lock;
    }

    static BackupFolder create(Path backups, BackupId id) throws IOException {
        Path path = Files.createDirectory(
                backups.resolve(id.text()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Optional<OwnerLock> lock = OwnerLock.take(path);
        if (lock.isEmpty()) {
            throw new IOException(path + " has just been made and somebody else has locked it");
        }
        return new BackupFolder(path, id, lock.get());
    }

    Path path() {
        return path;
    }

    BackupId id() {
        return id;
    }

    /** The backup is complete: the folder needs no owner any more. */
    void release() throws IOException {
        Files.deleteIfExists(path.resolve(OwnerLock.FILE));
        lock.close();
    }

    void discard() throws IOException {
        try {
            delete(path);
        } finally {
            lock.close();
        }
    }

    static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    static boolean wasLocked(Path folder) {
        return Files.exists(folder.resolve(OwnerLock.FILE));
    }

    /** Removes the folder if nobody is writing into it, and says whether it did. */
    static boolean deleteIfAbandoned(Path folder) throws IOException {
        Optional<OwnerLock> lock = OwnerLock.take(folder);
        if (lock.isEmpty()) {
            return false;
        }
        new BackupFolder(folder, new BackupId(folder.getFileName().toString()), lock.get()).discard();
        return true;
    }

    /** The manifest goes first: a deletion that is cut short leaves garbage, never a backup with holes. */
    static void delete(Path folder) throws IOException {
        if (Files.deleteIfExists(folder.resolve(MANIFEST))) {
            AtomicFile.sync(folder);
        }
        List<Path> contents;
        try (Stream<Path> walk = Files.walk(folder)) {
            contents = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : contents) {
            Files.delete(file);
        }
        AtomicFile.sync(folder.getParent());
    }
}
