package dev.evenkeel.alertrouter.notification;

import java.util.Map;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;

/** Entries of the notification log as rows, which may have columns of something else beside. */
public final class LogEntryMapper {

    /** The columns that {@link #addTo} needs, of rows of {@code notification_log} named {@code l}. */
    public static final String COLUMNS =
            "l.id AS log_id, l.firing AS told_firing, l.resolved AS told_resolved, l.notified_at, l.unended";

    private LogEntryMapper() {}

    /** Puts the entry of a row under its id ({@link Integration#logId}), if there is one in the row. */
    public static void addTo(Map<UUID, LogEntry> entries, Row row) {
        UUID id = row.getUUID("log_id");
        if (id != null) {
            entries.put(
                    id,
                    new LogEntry(
                            Fingerprints.of(row.getArrayOfLongs("told_firing")),
                            Fingerprints.of(row.getArrayOfLongs("told_resolved")),
                            AlertRowMapper.instant(row, "notified_at"),
                            Fingerprints.of(row.getArrayOfLongs("unended"))));
        }
    }
}
