package dev.evenkeel.backup.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.backup.archive.TarEntry;
import dev.evenkeel.backup.archive.TarListener;
import dev.evenkeel.platform.files.AtomicFile;

/**
 * Writes a backup that does not exist yet. It comes into being with {@link #commit} and not a moment earlier; closing
 * without a commit removes what was written. One thread at a time.
 */
public final class BackupSetWriter implements Closeable {

    private final BackupFolder folder;
    private final RepositoryKey repositoryKey;
    private final DataKey dataKey = DataKey.random();
    private final Layout layout;
    private final int compressionLevel;
    private final StreamWriter data;
    private final StreamWriter contents;
    private final List<StreamRecord> finished = new ArrayList<>();
    private final List<StreamWriter> open = new ArrayList<>();
    private long files;
    private boolean committed;

    BackupSetWriter(BackupFolder folder, RepositoryKey repositoryKey, Layout layout, int compressionLevel)
            throws IOException {
        this.folder = folder;
        this.repositoryKey = repositoryKey;
        this.layout = layout;
        this.compressionLevel = compressionLevel;
        this.data = stream(Manifest.DATA);
        this.contents = stream(Manifest.CONTENTS);
    }

    private StreamWriter stream(String name) throws IOException {
        StreamWriter writer = new StreamWriter(folder.path(), name, dataKey, layout, compressionLevel);
        open.add(writer);
        return writer;
    }

    public BackupId id() {
        return folder.id();
    }

    /** Bytes of file contents taken so far. */
    public long contentBytes() {
        return data.position();
    }

    /** Takes the members of the archive called {@code archive}. */
    public TarListener archive(String archive) {
        return new ArchiveWriter(archive);
    }

    /** A further stream, written apart from the others and complete with {@link ExtraStream#finish}. */
    public ExtraStream extra(String name) throws IOException {
        return new ExtraStream(stream(name));
    }

    /** Makes the backup exist. When this returns it survives a crash of the machine. */
    public Manifest commit(BackupFacts facts) throws IOException {
        finished.add(data.finish());
        finished.add(contents.finish());
        String wrapped = Base64.getEncoder().encodeToString(dataKey.wrap(repositoryKey, folder.id()));
        Manifest manifest = new Manifest(folder.id(), facts, files, layout, finished, repositoryKey.id(), wrapped);
        AtomicFile.write(folder.path().resolve(BackupFolder.MANIFEST), ManifestJson.encode(manifest, dataKey));
        committed = true;
        return manifest;
    }

    @Override
    public void close() throws IOException {
        for (StreamWriter writer : open) {
            writer.close();
        }
        if (committed) {
            folder.release();
        } else {
            folder.discard();
        }
    }

    /** A stream beside the files. */
    public final class ExtraStream {
        private final StreamWriter writer;

        private ExtraStream(StreamWriter writer) {
            this.writer = writer;
        }

        public void write(ByteBuffer bytes) throws IOException {
            writer.write(bytes);
        }

        public void finish() throws IOException {
            finished.add(writer.finish());
        }
    }

    private final class ArchiveWriter implements TarListener {
        private final String archive;
        private Optional<TarEntry> current = Optional.empty();
        private MessageDigest digest = Cryptography.sha256();
        private long offset;

        private ArchiveWriter(String archive) {
            this.archive = archive;
        }

        @Override
        public void begun(TarEntry entry) {
            current = Optional.of(entry);
            digest = Cryptography.sha256();
            offset = data.position();
        }

        @Override
        public void content(ByteBuffer bytes) throws IOException {
            digest.update(bytes.duplicate());
            data.write(bytes);
        }

        @Override
        public void ended() throws IOException {
            TarEntry entry = current.orElseThrow();
            boolean file = entry.kind() == TarEntry.Kind.FILE;
            contents.write(EntryJson.encode(new Entry(
                    archive,
                    entry.path(),
                    entry.kind(),
                    entry.size(),
                    entry.modified(),
                    file ? HexFormat.of().formatHex(digest.digest()) : "",
                    file ? offset : 0,
                    entry.linkTarget())));
            files += file ? 1 : 0;
        }
    }
}
