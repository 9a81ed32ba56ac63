package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A repository in a folder of a file system that keeps its promises about {@code fsync} and atomic renames. Any number of
 * threads and processes may use the same folder: a backup is written by one and never changed afterwards.
 */
public final class FolderRepository {

    private static final String BACKUPS = "backups";
    private static final long LARGEST_MANIFEST = 64L << 20;

    /** A folder without a lock file was made a moment ago by somebody who is about to lock it, or by a very old crash. */
    private static final Duration TIME_TO_LOCK = Duration.ofHours(1);

    private final Path backups;
    private final KeyRing keys;
    private final Layout layout;
    private final int compressionLevel;

    /**
     * @param folder made if absent
     * @param compressionLevel 1 (fast) to 9 (small), of DEFLATE
     */
    public FolderRepository(Path folder, KeyRing keys, Layout layout, int compressionLevel) {
        this.backups = folder.toAbsolutePath().normalize().resolve(BACKUPS);
        this.keys = keys;
        this.layout = layout;
        this.compressionLevel = compressionLevel;
    }

    /** Begins a backup that does not exist until it is committed. */
    public BackupSetWriter begin(BackupId id) throws IOException {
        Files.createDirectories(
                backups, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new BackupSetWriter(BackupFolder.create(backups, id), keys.current(), layout, compressionLevel);
    }

    /**
     * All backups, oldest first. A manifest that cannot be read is passed over here and reported by
     * {@link #unreadable}.
     */
    public List<Manifest> list() throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (Path folder : folders()) {
            if (BackupFolder.isComplete(folder)) {
                peek(folder).ifPresent(manifests::add);
            }
        }
        manifests.sort(Comparator.comparing(Manifest::id));
        return List.copyOf(manifests);
    }

    /** The backups whose manifest is there and cannot be understood. */
    public List<BackupId> unreadable() throws IOException {
        List<BackupId> broken = new ArrayList<>();
        for (Path folder : folders()) {
            if (BackupFolder.isComplete(folder) && peek(folder).isEmpty()) {
                BackupId.parse(folder.getFileName().toString()).ifPresent(broken::add);
            }
        }
        return List.copyOf(broken);
    }

    private static Optional<Manifest> peek(Path folder) throws IOException {
        try {
            return Optional.of(ManifestJson.decode(manifestBytes(folder)));
        } catch (RepositoryException.Corrupted | NoSuchFileException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Opens a backup for reading.
     *
     * @throws RepositoryException if there is none, no key fits, or its manifest is not as it was written
     */
    public BackupSetReader open(BackupId id) throws IOException {
        Path folder = backups.resolve(id.text());
        if (!BackupFolder.isComplete(folder)) {
            throw new RepositoryException.NotFound(id);
        }
        byte[] bytes = manifestBytes(folder);
        Manifest manifest = ManifestJson.decode(bytes);
        if (!manifest.id().equals(id)) {
            throw new RepositoryException.Corrupted("the folder of backup " + id + " holds backup " + manifest.id());
        }
        RepositoryKey key = keys.named(manifest.keyId())
                .orElseThrow(() -> new RepositoryException.KeyMissing(
                        "backup " + id + " needs the key " + manifest.keyId() + ", which is not configured"));
        DataKey dataKey = DataKey.unwrap(wrappedKey(manifest), key, id);
        ManifestJson.verify(bytes, manifest, dataKey);
        return new BackupSetReader(folder, manifest, dataKey);
    }

    private static byte[] wrappedKey(Manifest manifest) throws RepositoryException {
        try {
            return Base64.getDecoder().decode(manifest.wrappedKey());
        } catch (IllegalArgumentException notBase64) {
            throw new RepositoryException.Corrupted(
                    "the wrapped key of backup " + manifest.id() + " is not base64", notBase64);
        }
    }

    private static byte[] manifestBytes(Path folder) throws IOException {
        Path file = folder.resolve(BackupFolder.MANIFEST);
        if (Files.size(file) > LARGEST_MANIFEST) {
            throw new RepositoryException.Corrupted(file.getFileName() + " is larger than any that was written");
        }
        return Files.readAllBytes(file);
    }

    /** Removes a backup, if it is there. */
    public void delete(BackupId id) throws IOException {
        Path folder = backups.resolve(id.text());
        if (BackupFolder.isComplete(folder)) {
            BackupFolder.delete(folder);
        }
    }

    /**
     * Removes what killed processes and interrupted deletions left behind.
     *
     * @return the names of the folders that were removed
     */
    public List<BackupId> sweep(Instant now) throws IOException {
        List<BackupId> swept = new ArrayList<>();
        for (Path folder : folders()) {
            boolean fresh = !BackupFolder.wasLocked(folder)
                    && Files.getLastModifiedTime(folder).toInstant().isAfter(now.minus(TIME_TO_LOCK));
            if (!BackupFolder.isComplete(folder) && !fresh && BackupFolder.deleteIfAbandoned(folder)) {
                swept.add(new BackupId(folder.getFileName().toString()));
            }
        }
        return List.copyOf(swept);
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                backups, path -> BackupId.parse(path.getFileName().toString()).isPresent())) {
            all.forEach(folders::add);
        }
        return folders;
    }
}
