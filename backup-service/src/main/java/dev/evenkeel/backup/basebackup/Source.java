package dev.evenkeel.backup.basebackup;

import java.util.Optional;
import java.util.OptionalInt;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.rowcount.RowCountLimits;

/**
 * A server to back up.
 *
 * @param name what people call it; kept in the manifest
 * @param database where to ask for the names of all databases, when rows are counted
 * @param fastCheckpoint see {@link dev.evenkeel.backup.replication.BaseBackupCommand}
 * @param maxRateKiBPerSecond likewise
 * @param rowCounts empty to count no rows: a drill then only proves that the server starts and its indexes are sound
 */
public record Source(
        String name,
        ConnectionSettings connection,
        String database,
        boolean fastCheckpoint,
        OptionalInt maxRateKiBPerSecond,
        Optional<RowCountLimits> rowCounts) {}
