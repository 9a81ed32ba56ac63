package dev.evenkeel.backup.basebackup;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

import dev.evenkeel.backup.replication.BaseBackupCommand;
import dev.evenkeel.backup.replication.ReplicationClient;
import dev.evenkeel.backup.replication.ReplicationException;
import dev.evenkeel.backup.replication.SystemIdentity;
import dev.evenkeel.backup.replication.WalPosition;
import dev.evenkeel.backup.repository.BackupFacts;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.BackupSetWriter;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.rowcount.RowCountProbe;
import dev.evenkeel.backup.rowcount.RowCounts;
import dev.evenkeel.backup.rowcount.RowCountsJson;

/**
 * Takes one base backup, from the first question to the server to the commit in the repository. It blocks for as long as
 * the backup takes, so it wants a (virtual) thread of its own; interrupting the thread ends it. Either the backup exists
 * afterwards, or an exception tells why not and nothing is left of it.
 */
public final class BaseBackup {

    private final Source source;
    private final FolderRepository repository;
    private final Clock clock;
    private final String tool;

    /**
     * @param tool what we are, for the manifest
     */
    public BaseBackup(Source source, FolderRepository repository, Clock clock, String tool) {
        this.source = source;
        this.repository = repository;
        this.clock = clock;
        this.tool = tool;
    }

    /**
     * @param progress is told now and then how many bytes have been taken
     * @throws ReplicationException.ServerRefused if the server is older than PostgreSQL 15 or does not let us
     */
    public Manifest take(BackupId id, LongConsumer progress) throws IOException {
        Instant begun = clock.instant();
        try (ReplicationClient client = ReplicationClient.connect(source.connection())) {
            SystemIdentity identity = client.identifySystem();
            BackupFacts.Server server = server(client, identity);
            Optional<RowCountProbe.Earlier> counted = countRows();
            try (Closeable _ = holdWal(id);
                    BackupSetWriter writer = repository.begin(id)) {
                RepositoryReceiver receiver = new RepositoryReceiver(writer, progress);
                WalPosition stop = client.baseBackup(command(id), receiver);
                receiver.finish();
                if (counted.isPresent()) {
                    keep(counted.get().end(), writer);
                }
                return writer.commit(new BackupFacts(
                        source.name(),
                        command(id).label(),
                        source.connection().user(),
                        server,
                        begun,
                        clock.instant(),
                        receiver.start(),
                        stop,
                        receiver.tablespaces(),
                        tool));
            }
        }
    }

    private BackupFacts.Server server(ReplicationClient client, SystemIdentity identity) throws IOException {
        int version = Integer.parseInt(client.show("server_version_num"));
        if (version < BaseBackupCommand.OLDEST_SERVER) {
            throw new UnsupportedServerException(client.show("server_version"));
        }
        long walSegmentBytes = ByteSize.parse(client.show("wal_segment_size"));
        return new BackupFacts.Server(
                client.show("server_version"), version, identity.systemIdentifier(), walSegmentBytes);
    }

    private Optional<RowCountProbe.Earlier> countRows() throws IOException {
        if (source.rowCounts().isEmpty()) {
            return Optional.empty();
        }
        RowCountProbe probe = new RowCountProbe(
                source.connection(), source.database(), source.rowCounts().get());
        return Optional.of(probe.begin());
    }

    /**
     * The write-ahead log of the whole backup has to be there when the backup ends. A second connection holds it; where
     * the server has no slot to spare the backup goes on without, and fails only if the log was really recycled.
     */
    private Closeable holdWal(BackupId id) throws IOException {
        ReplicationClient holder = ReplicationClient.connect(source.connection());
        try {
            holder.holdWal("evenkeel_" + id.text().toLowerCase(Locale.ROOT).replace('-', '_'));
        } catch (ReplicationException.ServerRefused noSlotToSpare) {
            holder.close();
        }
        return holder;
    }

    private BaseBackupCommand command(BackupId id) {
        return new BaseBackupCommand("evenkeel " + id, source.fastCheckpoint(), source.maxRateKiBPerSecond());
    }

    private static void keep(RowCounts counts, BackupSetWriter writer) throws IOException {
        BackupSetWriter.ExtraStream stream = writer.extra(Manifest.ROW_COUNTS);
        stream.write(RowCountsJson.encode(counts));
        stream.finish();
    }
}
