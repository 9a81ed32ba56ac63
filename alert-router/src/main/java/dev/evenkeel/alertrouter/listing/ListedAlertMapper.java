package dev.evenkeel.alertrouter.listing;

import java.time.Instant;

import io.vertx.mutiny.sqlclient.Row;

/** Listed alerts as rows of the table {@code alert}. */
final class ListedAlertMapper {

    /** The columns that {@link #read} needs, in this order and before any others, of a table named {@code a}. */
    static final String COLUMNS =
            "a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at";

    private ListedAlertMapper() {}

    /** By position: looking for the names takes longer than everything else that is done for a row. */
    static ListedAlert read(Row row) {
        return new ListedAlert(
                row.getLong(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                instant(row, 4),
                instant(row, 5),
                instant(row, 6));
    }

    private static Instant instant(Row row, int position) {
        return row.getOffsetDateTime(position).toInstant();
    }
}
