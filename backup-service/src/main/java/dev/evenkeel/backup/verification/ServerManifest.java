package dev.evenkeel.backup.verification;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.backup.replication.Lsn;

/**
 * The manifest that a PostgreSQL server makes of a base backup (manual, "Backup Manifest Format"; versions 1 and 2).
 *
 * @param systemIdentifier there from version 2 (PostgreSQL 17) on
 * @param files by their path in the data folder; the write-ahead log is not among them
 * @param walRanges what of the write-ahead log is needed
 */
public record ServerManifest(
        Optional<String> systemIdentifier, Map<String, FileRecord> files, List<WalRange> walRanges) {

    /**
     * A file as the server read it.
     *
     * @param sha256 hexadecimal, lower case; empty text if the server made none
     */
    public record FileRecord(long size, String sha256) {}

    /** The write-ahead log of one timeline from {@code start} to {@code end}. */
    public record WalRange(long timeline, Lsn start, Lsn end) {}
}
