package dev.evenkeel.backup.basebackup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import dev.evenkeel.backup.archive.TarReader;
import dev.evenkeel.backup.replication.BaseBackupReceiver;
import dev.evenkeel.backup.replication.Tablespace;
import dev.evenkeel.backup.replication.WalPosition;
import dev.evenkeel.backup.repository.BackupSetWriter;
import dev.evenkeel.backup.repository.Manifest;

/** Writes what a server sends into a backup set, member by member. */
final class RepositoryReceiver implements BaseBackupReceiver {

    private static final String TAR = ".tar";

    private final BackupSetWriter writer;
    private final LongConsumer progress;
    private final BackupSetWriter.ExtraStream serverManifest;
    private Optional<TarReader> archive = Optional.empty();
    private Optional<WalPosition> start = Optional.empty();
    private List<Tablespace> tablespaces = List.of();

    RepositoryReceiver(BackupSetWriter writer, LongConsumer progress) throws IOException {
        this.writer = writer;
        this.progress = progress;
        this.serverManifest = writer.extra(Manifest.SERVER_MANIFEST);
    }

    WalPosition start() {
        return start.orElseThrow();
    }

    List<Tablespace> tablespaces() {
        return tablespaces;
    }

    @Override
    public void begun(WalPosition from, List<Tablespace> spaces) {
        start = Optional.of(from);
        tablespaces = spaces;
    }

    @Override
    public void archiveBegun(String name) {
        String bare = name.endsWith(TAR) ? name.substring(0, name.length() - TAR.length()) : name;
        archive = Optional.of(new TarReader(writer.archive(bare)));
    }

    @Override
    public void archiveData(ByteBuffer content) throws IOException {
        archive.orElseThrow().accept(content);
        progress.accept(writer.contentBytes());
    }

    @Override
    public void archiveEnded() throws IOException {
        archive.orElseThrow().end();
    }

    @Override
    public void manifestData(ByteBuffer content) throws IOException {
        serverManifest.write(content);
    }

    void finish() throws IOException {
        serverManifest.finish();
    }
}
