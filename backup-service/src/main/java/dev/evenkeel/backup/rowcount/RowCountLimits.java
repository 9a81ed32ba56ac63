package dev.evenkeel.backup.rowcount;

import java.time.Duration;

/**
 * What counting may cost the server it is done on.
 *
 * @param largestTable tables with more bytes are not counted
 * @param perTable a table that takes longer is given up
 */
public record RowCountLimits(long largestTable, Duration perTable) {

    public static final RowCountLimits STANDARD = new RowCountLimits(10L << 30, Duration.ofSeconds(60));

    /** For a server that nobody else uses. */
    public static final RowCountLimits NONE = new RowCountLimits(Long.MAX_VALUE, Duration.ofHours(12));
}
