package dev.evenkeel.backup.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.evenkeel.backup.archive.ArchivePath;
import dev.evenkeel.backup.replication.Tablespace;
import dev.evenkeel.backup.repository.BackupSetReader;
import dev.evenkeel.backup.repository.Entry;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.repository.RepositoryException;

/**
 * Writes one backup into a new folder: {@code data} is the cluster's data folder, {@code tablespaces/<oid>} what the
 * server had elsewhere. Everything belongs to its owner alone.
 *
 * <p>Nothing in a backup can make it write elsewhere: paths cannot leave the folder, every file and folder is made new,
 * and the only links, those to tablespaces, are our own and are made last. A restore that fails leaves nothing behind.
 */
public final class Restorer {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(FOLDER);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final BackupSetReader backup;
    private final Path folder;
    private final Path dataFolder;
    private final Path tablespaceFolder;
    private final boolean durable;
    private final Consumer<Path> handOver;
    private final Set<String> tablespaces = new HashSet<>();
    private final byte[] buffer = new byte[1 << 16];
    private long files;
    private long bytes;

    /**
     * @param folder absolute; must not exist or be an empty folder
     * @param durable whether to flush every file to disk: for all but clusters that are about to be thrown away
     * @param handOver gives a file or folder to the user who will run the server
     */
    public Restorer(BackupSetReader backup, Path folder, boolean durable, Consumer<Path> handOver) {
        this.backup = backup;
        this.folder = folder;
        this.dataFolder = folder.resolve("data");
        this.tablespaceFolder = folder.resolve("tablespaces");
        this.durable = durable;
        this.handOver = handOver;
    }

    /**
     * @throws RestoreException if the place or the room there will not do
     * @throws RepositoryException if the backup is damaged
     */
    public RestoredCluster restore() throws IOException {
        claimFolder();
        try {
            thereIsRoom();
            makeFolder(dataFolder);
            makeTablespaceFolders();
            backup.visit(this::write);
            writeServerManifest();
            linkTablespaces();
            syncFolders();
            return new RestoredCluster(folder, dataFolder, files, bytes);
        } catch (IOException | RuntimeException failed) {
            RestoredFolder.delete(folder);
            throw failed;
        }
    }

    private void claimFolder() throws IOException {
        try {
            makeFolder(folder);
        } catch (FileAlreadyExistsException exists) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isEmpty(folder)) {
                throw new RestoreException.PlaceRefused(folder + " is not an empty folder");
            }
            Files.setPosixFilePermissions(folder, FOLDER);
            handOver.accept(folder);
        }
    }

    private static boolean isEmpty(Path place) throws IOException {
        try (var contents = Files.newDirectoryStream(place)) {
            return !contents.iterator().hasNext();
        }
    }

    private void thereIsRoom() throws IOException {
        long needed = backup.manifest().contentBytes();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new RestoreException.NoRoom(needed, free);
        }
    }

    private void makeTablespaceFolders() throws IOException {
        for (Tablespace space : backup.manifest().facts().tablespaces()) {
            if (tablespaces.isEmpty()) {
                makeFolder(tablespaceFolder);
            }
            tablespaces.add(Long.toString(space.oid()));
            makeFolder(tablespaceFolder.resolve(Long.toString(space.oid())));
        }
    }

    private void write(Entry entry, InputStream content) throws IOException {
        Path target = target(entry);
        switch (entry.kind()) {
            case FILE -> {
                writeFile(target, content);
                files++;
                bytes += entry.size();
            }
            case FOLDER -> {
                if (!entry.path().text().isEmpty() && !isTablespacePlace(entry)) {
                    makeFolder(target);
                }
            }
            case LINK -> {
                if (!isTablespacePlace(entry)) {
                    throw new RepositoryException.Corrupted(
                            entry.path().text() + " is a link, and no base backup has one there");
                }
            }
        }
    }

    /** Where the link to one of the tablespaces goes, which we make ourselves. */
    private boolean isTablespacePlace(Entry entry) {
        return entry.archive().equals("base")
                && entry.path()
                        .inside("pg_tblspc")
                        .filter(tablespaces::contains)
                        .isPresent();
    }

    private Path target(Entry entry) throws RepositoryException {
        ArchivePath path = entry.path();
        if (entry.archive().equals("base")) {
            return path.below(dataFolder);
        }
        if (!tablespaces.contains(entry.archive())) {
            throw new RepositoryException.Corrupted(
                    "the backup has files of a tablespace " + entry.archive() + " that it does not list");
        }
        return path.below(tablespaceFolder.resolve(entry.archive()));
    }

    private void writeFile(Path target, InputStream content) throws IOException {
        try (FileChannel channel = FileChannel.open(target, NEW, PRIVATE_FILE)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            if (durable) {
                channel.force(true);
            }
        }
        handOver.accept(target);
    }

    /** With it, {@code pg_verifybackup} can check the restored folder without us. */
    private void writeServerManifest() throws IOException {
        try (InputStream manifest = backup.open(Manifest.SERVER_MANIFEST)) {
            writeFile(dataFolder.resolve("backup_manifest"), manifest);
        }
    }

    private void linkTablespaces() throws IOException {
        for (String space : tablespaces) {
            Files.createSymbolicLink(dataFolder.resolve("pg_tblspc").resolve(space), tablespaceFolder.resolve(space));
        }
    }

    private void makeFolder(Path place) throws IOException {
        Files.createDirectory(place, PRIVATE_FOLDER);
        handOver.accept(place);
    }

    private void syncFolders() throws IOException {
        if (durable) {
            RestoredFolder.syncFolders(folder);
        }
    }
}
