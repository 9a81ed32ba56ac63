package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a base backup goes as it comes in. The calls come from one thread in the order of the methods here: the
 * beginning once, then archive after archive, the manifest last. What a call throws ends the backup and reaches whoever
 * asked for it.
 */
public interface BaseBackupReceiver {

    /** The backup is consistent only with the write-ahead log from {@code start} on. */
    void begun(WalPosition start, List<Tablespace> tablespaces) throws IOException;

    /** A tar archive begins: {@code base.tar}, or {@code <oid>.tar} for a tablespace. */
    void archiveBegun(String name) throws IOException;

    /** The next bytes of the archive; the buffer is only lent. */
    void archiveData(ByteBuffer content) throws IOException;

    void archiveEnded() throws IOException;

    /** The next bytes of the server's {@code backup_manifest}; the buffer is only lent. */
    void manifestData(ByteBuffer content) throws IOException;

    /** How many bytes the server has sent, by its own count. */
    default void progress(long bytes) throws IOException {}
}
