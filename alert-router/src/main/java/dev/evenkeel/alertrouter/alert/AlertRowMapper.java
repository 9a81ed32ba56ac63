package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.vertx.mutiny.sqlclient.Row;

/** Alerts as rows of the table {@code alert}. */
public final class AlertRowMapper {

    /** The columns that {@link #read} needs, of a table named {@code a}. */
    public static final String COLUMNS =
            "a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at, a.end_assumed";

    private AlertRowMapper() {}

    public static Alert read(Row row) {
        return new Alert(
                row.getLong("fingerprint"),
                TextMapJson.readLabels(row.getString("labels")),
                TextMapJson.read(row.getString("annotations")),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("generator_url"),
                instant(row, "updated_at"),
                row.getBoolean("end_assumed"));
    }

    /** A column that is never null as a moment. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
