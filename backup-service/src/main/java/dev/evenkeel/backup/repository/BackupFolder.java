package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of a backup that is being written. Its owner holds a lock on a file in it, which the operating system
 * releases when the process dies, however it dies: that is how garbage is told from work.
 */
final class BackupFolder {

    static final String MANIFEST = "manifest.json";
    private static final String LOCK = "owner.lock";

    /** A POSIX lock is lost when its process opens and closes the file once more, so we must not even try that. */
    private static final Set<Path> HELD_BY_US = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final BackupId id;
    private final FileChannel lockFile;

    private BackupFolder(Path path, BackupId id, FileChannel lockFile) {
        this.path = path;
        this.id = id;
        this.lockFile = lockFile;
    }

    static BackupFolder create(Path backups, BackupId id) throws IOException {
        Path path = Files.createDirectory(
                backups.resolve(id.text()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Optional<FileChannel> lock = lock(path);
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
        Files.deleteIfExists(path.resolve(LOCK));
        letGo();
    }

    void discard() throws IOException {
        try {
            delete(path);
        } finally {
            letGo();
        }
    }

    private void letGo() throws IOException {
        lockFile.close();
        HELD_BY_US.remove(path);
    }

    static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    static boolean wasLocked(Path folder) {
        return Files.exists(folder.resolve(LOCK));
    }

    /** The lock, or empty if a living process holds it, this one included. */
    private static Optional<FileChannel> lock(Path folder) throws IOException {
        if (!HELD_BY_US.add(folder)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (channel.tryLock() != null) {
            return Optional.of(channel);
        }
        channel.close();
        HELD_BY_US.remove(folder);
        return Optional.empty();
    }

    /** Removes the folder if nobody is writing into it, and says whether it did. */
    static boolean deleteIfAbandoned(Path folder) throws IOException {
        Optional<FileChannel> lock = lock(folder);
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
