package dev.evenkeel.alertrouter.listing;

import io.vertx.mutiny.sqlclient.Row;

/** Listed alerts as one column that holds all: to decode columns of their own takes longer than to put an alert into words. */
final class ListedAlertMapper {

    /** The column that {@link #read} needs, before any others, of a table named {@code a}. */
    static final String COLUMN = "record_send(ROW(a.fingerprint, a.labels, a.annotations, a.generator_url,"
            + " a.starts_at, a.ends_at, a.updated_at)) AS alert";

    private ListedAlertMapper() {}

    static ListedAlert read(Row row) {
        var columns = new SentRecord(row.getDelegate().getBuffer(0).getBytes());
        return new ListedAlert(
                columns.nextLong(),
                columns.nextText(),
                columns.nextText(),
                columns.nextText(),
                columns.nextInstant(),
                columns.nextInstant(),
                columns.nextInstant());
    }
}
