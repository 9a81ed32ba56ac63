package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Silences in PostgreSQL, with a version that every change counts up. */
@ApplicationScoped
class SilenceStore {

    private static final String COLUMNS = "s.id, s.content, s.starts_at, s.ends_at, s.updated_at";

    private static final String WRITE = """
            INSERT INTO silence (id, content, starts_at, ends_at, updated_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET content = excluded.content, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, updated_at = excluded.updated_at
            """;

    private static final String NEXT_VERSION = "UPDATE silence_version SET version = version + 1";

    private static final String NOT_EXPIRED =
            "SELECT v.version, " + COLUMNS + " FROM silence_version AS v LEFT JOIN silence AS s ON s.ends_at > $1";

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE ends_at > $1 AND starts_at <= $1) AS active,
                   count(*) FILTER (WHERE starts_at > $1) AS pending,
                   count(*) FILTER (WHERE ends_at <= $1) AS expired
            FROM silence
            """;

    /**
     * Silences that had not expired when they were read.
     *
     * @param version of all silences at that moment
     */
    record Loaded(long version, Silences silences) {}

    /** How many there are of each state. */
    record Count(long active, long pending, long expired) {}

    private final Pool pool;

    SilenceStore(Pool pool) {
        this.pool = pool;
    }

    /** One change at a time: the version's row is locked first. */
    Uni<Void> begin(SqlConnection transaction) {
        return transaction.preparedQuery(NEXT_VERSION).execute().replaceWithVoid();
    }

    Uni<Void> write(SqlConnection transaction, Silence silence) {
        return transaction
                .preparedQuery(WRITE)
                .execute(Tuple.tuple()
                        .addUUID(silence.id())
                        .addString(StoredSilenceJson.write(silence))
                        .addOffsetDateTime(timestamp(silence.startsAt()))
                        .addOffsetDateTime(timestamp(silence.endsAt()))
                        .addOffsetDateTime(timestamp(silence.updatedAt())))
                .replaceWithVoid();
    }

    Uni<Optional<Silence>> find(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("SELECT " + COLUMNS + " FROM silence AS s WHERE s.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    Uni<Optional<Silence>> find(UUID id) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM silence AS s WHERE s.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    /** All that are kept, in no order. */
    Uni<List<Silence>> all() {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM silence AS s")
                .execute()
                .map(SilenceStore::read);
    }

    Uni<Long> version() {
        return pool.preparedQuery(SilenceService.VERSION).execute().map(SilenceStore::version);
    }

    /** Those that have not expired, with the version of the moment at which they were read. */
    Uni<Loaded> load(Instant now) {
        return pool.preparedQuery(NOT_EXPIRED)
                .execute(Tuple.of(timestamp(now)))
                .map(rows -> new Loaded(version(rows), new Silences(read(rows))));
    }

    Uni<Count> count(Instant now) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(timestamp(now))).map(rows -> {
            Row row = rows.iterator().next();
            return new Count(row.getLong("active"), row.getLong("pending"), row.getLong("expired"));
        });
    }

    private static long version(RowSet<Row> rows) {
        return rows.iterator().next().getLong("version");
    }

    private static List<Silence> read(RowSet<Row> rows) {
        List<Silence> silences = new ArrayList<>(rows.size());
        for (Row row : rows) {
            // the version comes even if there is no silence
            if (row.getUUID("id") != null) {
                silences.add(read(row));
            }
        }
        return silences;
    }

    private static Silence read(Row row) {
        StoredSilenceJson.Content content = StoredSilenceJson.read(row.getString("content"));
        return new Silence(
                row.getUUID("id"),
                content.matchers(),
                AlertRowMapper.instant(row, "starts_at"),
                AlertRowMapper.instant(row, "ends_at"),
                AlertRowMapper.instant(row, "updated_at"),
                content.createdBy(),
                content.comment(),
                content.annotations());
    }
}
