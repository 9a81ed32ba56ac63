package dev.evenkeel.backup.repository;

import java.time.Instant;
import java.util.List;

import dev.evenkeel.backup.replication.Tablespace;
import dev.evenkeel.backup.replication.WalPosition;

/**
 * What is known of a backup from the server it is of.
 *
 * @param target the configured name of the server
 * @param label as in the server's {@code backup_label}
 * @param role who we were on the server; a restored server knows this role too
 * @param start the write-ahead log from here on is part of the backup
 * @param stop a restored server is consistent once it has replayed to here
 * @param tool what took the backup, name and version
 */
public record BackupFacts(
        String target,
        String label,
        String role,
        Server server,
        Instant begun,
        Instant ended,
        WalPosition start,
        WalPosition stop,
        List<Tablespace> tablespaces,
        String tool) {

    public BackupFacts {
        tablespaces = List.copyOf(tablespaces);
    }

    /**
     * The server itself.
     *
     * @param version as the server writes it, {@code 18.1}
     * @param versionNumber as in {@code server_version_num}, 180001
     * @param systemIdentifier the cluster's number, decimal
     * @param walSegmentBytes the size of its write-ahead log's files, a power of two from 1 MiB to 1 GiB
     */
    public record Server(String version, int versionNumber, String systemIdentifier, long walSegmentBytes) {

        /** 18 for 18.1. */
        public int majorVersion() {
            return versionNumber / 10_000;
        }
    }
}
