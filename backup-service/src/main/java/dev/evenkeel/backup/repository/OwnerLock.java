package dev.evenkeel.backup.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock that a process holds on a folder it works in. The operating system releases it when the process dies, however
 * it dies: that is how garbage is told from work.
 */
public final class OwnerLock implements Closeable {

    /** The name of the file in the folder that is locked. */
    public static final String FILE = "owner.lock";

    /** A POSIX lock is lost when its process opens and closes the file once more, so we must not even try that. */
    private static final Set<Path> HELD_BY_US = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private OwnerLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * The lock, or empty if a living process holds it, this one included.
     *
     * @param folder absolute
     */
    public static Optional<OwnerLock> take(Path folder) throws IOException {
        if (!HELD_BY_US.add(folder)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    folder.resolve(FILE),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (channel.tryLock() != null) {
                return Optional.of(new OwnerLock(folder, channel));
            }
        } catch (IOException failed) {
            HELD_BY_US.remove(folder);
            if (channel != null) {
                channel.close();
            }
            throw failed;
        }
        channel.close();
        HELD_BY_US.remove(folder);
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_BY_US.remove(folder);
    }
}
