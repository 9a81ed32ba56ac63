package dev.evenkeel.backup.replication;

import java.util.OptionalInt;

/**
 * The wish for a base backup in the option syntax of PostgreSQL 15 and later.
 *
 * @param label free text that ends up in {@code backup_label}
 * @param fastCheckpoint start at once, at the price of a burst of writes, rather than with the next spread checkpoint
 * @param maxRateKiBPerSecond the server sends no faster, 32 to 1048576; empty for as fast as it goes
 */
public record BaseBackupCommand(String label, boolean fastCheckpoint, OptionalInt maxRateKiBPerSecond) {

    /** The oldest server whose {@code BASE_BACKUP} has this syntax and sends all archives in one copy stream. */
    public static final int OLDEST_SERVER = 150_000;

    /**
     * The write-ahead log is asked for within the archive ({@code WAL}), so the backup is restorable on its own and there
     * is no need to wait for the server's archiving of the same log.
     */
    String text() {
        StringBuilder options = new StringBuilder("BASE_BACKUP (LABEL '")
                .append(label.replace("'", "''"))
                .append("', PROGRESS true, CHECKPOINT '")
                .append(fastCheckpoint ? "fast" : "spread")
                .append("', WAL true, WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256', TARGET 'client'");
        maxRateKiBPerSecond.ifPresent(rate -> options.append(", MAX_RATE ").append(rate));
        return options.append(')').toString();
    }
}
