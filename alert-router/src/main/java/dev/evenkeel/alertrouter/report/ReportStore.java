package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Reports in PostgreSQL, and since when their schedules are known. */
@ApplicationScoped
class ReportStore {

    private static final String KNOW = """
            INSERT INTO report_schedule AS known (name, schedule, since) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET schedule = excluded.schedule, since = excluded.since
                WHERE known.schedule <> excluded.schedule
            """;

    private static final String ADD = """
            INSERT INTO report (id, name, cause, asked_by, from_time, to_time, made_at, content)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """;

    private static final String IS_MADE = """
            SELECT EXISTS (SELECT FROM report WHERE name = $1 AND from_time = $2 AND to_time = $3 AND cause = 'scheduled') AS made
            """;

    private static final String LIST = """
            SELECT * FROM report WHERE $1::timestamptz IS NULL OR (made_at, id) < ($1, $2::uuid)
            ORDER BY made_at DESC, id DESC LIMIT $3
            """;

    private final Pool pool;
    private final ObjectMapper json;

    ReportStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Since when a report is known under its schedule: since now, if this is the first time. */
    Uni<Instant> knownSince(ReportDefinition definition, Instant now) {
        return pool.preparedQuery(KNOW)
                .execute(Tuple.of(definition.name(), definition.schedule().toString(), timestamp(now)))
                .chain(() -> pool.preparedQuery("SELECT since FROM report_schedule WHERE name = $1")
                        .execute(Tuple.of(definition.name())))
                .map(rows -> AlertRowMapper.instant(rows.iterator().next(), "since"));
    }

    /** Whether what was due for a period is there. */
    Uni<Boolean> isMade(String name, ReportPeriod period) {
        return pool.preparedQuery(IS_MADE)
                .execute(Tuple.of(name, timestamp(period.begins()), timestamp(period.ends())))
                .map(rows -> rows.iterator().next().getBoolean("made"));
    }

    /** @return {@code false} if another replica has made it meanwhile */
    Uni<Boolean> add(SqlConnection transaction, Report report) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addUUID(report.id())
                        .addString(report.name())
                        .addString(report.cause().name().toLowerCase(Locale.ROOT))
                        .addString(report.askedBy())
                        .addOffsetDateTime(timestamp(report.content().from()))
                        .addOffsetDateTime(timestamp(report.content().to()))
                        .addOffsetDateTime(timestamp(report.madeAt()))
                        .addString(write(report.content())))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Newest first.
     *
     * @param after the one before; empty for the newest
     */
    Uni<List<Report>> list(Optional<ReportKey> after, int most) {
        Tuple parameters = Tuple.tuple()
                .addOffsetDateTime(after.map(key -> timestamp(key.madeAt())).orElse(null))
                .addUUID(after.map(ReportKey::id).orElse(null))
                .addInteger(most);
        return pool.preparedQuery(LIST).execute(parameters).map(this::read);
    }

    Uni<Optional<Report>> find(UUID id) {
        return pool.preparedQuery("SELECT * FROM report WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    /** Forgets what is as old as history is kept. */
    Uni<Void> forget(Instant before) {
        return pool.preparedQuery("DELETE FROM report WHERE made_at < $1")
                .execute(Tuple.of(timestamp(before)))
                .replaceWithVoid();
    }

    private List<Report> read(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new Report(
                        row.getUUID("id"),
                        Report.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                        row.getString("asked_by"),
                        AlertRowMapper.instant(row, "made_at"),
                        content(row.getString("content"))))
                .toList();
    }

    /** As it is kept, and sent to programs. */
    String write(ReportContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }

    private ReportContent content(String text) {
        try {
            return json.readValue(text, ReportContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report in the database cannot be read", e);
        }
    }
}
