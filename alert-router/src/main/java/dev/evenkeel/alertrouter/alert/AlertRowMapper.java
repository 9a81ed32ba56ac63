package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.vertx.mutiny.sqlclient.Row;

/** Alerts as rows of the table {@code alert}. */
public final class AlertRowMapper {

    /** The columns that {@link #read} needs, of a table named {@code a}. */
    public static final String COLUMNS =
            "a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at, a.end_assumed";

    private AlertRowMapper() {}

    public static Alert read(Row row) {
        return read(row, UnaryOperator.identity());
    }

    private static Alert read(Row row, UnaryOperator<String> shared) {
        return new Alert(
                row.getLong("fingerprint"),
                TextMapJson.readLabels(row.getString("labels"), shared),
                Annotations.of(TextMapJson.read(row.getString("annotations"), shared)),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                shared.apply(row.getString("generator_url")),
                instant(row, "updated_at"),
                row.getBoolean("end_assumed"));
    }

    /**
     * Reads many rows at once. Names, and values that several alerts have, are one text in memory rather than thousands
     * that are equal, which makes alerts about half as large. Not safe for use by several threads.
     */
    public static final class SharedTexts {

        /** What is shared beyond that is hardly worth keeping the others for. */
        private static final int MOST = 10_000;

        private final Map<String, String> texts = new HashMap<>();

        public Alert read(Row row) {
            return AlertRowMapper.read(row, this::shared);
        }

        private String shared(String text) {
            String known = texts.get(text);
            if (known == null && texts.size() < MOST) {
                texts.put(text, text);
            }
            return known == null ? text : known;
        }
    }

    /** A column that is never null as a moment. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
