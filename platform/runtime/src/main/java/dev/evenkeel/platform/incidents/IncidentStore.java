package dev.evenkeel.platform.incidents;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.incidents.Incident.Named;
import dev.evenkeel.platform.incidents.Incident.Status;

/** The known incidents in PostgreSQL, in the table of {@code db/incidents}. */
public final class IncidentStore {

    private static final String ENTER = """
            INSERT INTO known_incident AS known
                (id, title, severity, status, firing, opened_at, resolved_at, what, version, about)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE
            SET about = ARRAY(SELECT DISTINCT unnest(known.about || excluded.about) ORDER BY 1)
            """;

    private static final String RENEW = """
            UPDATE known_incident SET title = $2, severity = $3, status = $4, firing = $5, opened_at = $6, resolved_at = $7,
                what = $8, version = $9
            WHERE id = $1 AND version < $9
            """;

    private static final String LIST = """
            SELECT * FROM known_incident
            WHERE ($1::text IS NULL OR status = $1)
              AND ($2::uuid IS NULL OR (opened_at, id) < (SELECT opened_at, id FROM known_incident WHERE id = $2))
            ORDER BY opened_at DESC, id DESC LIMIT $3
            """;

    private final Pool pool;

    public IncidentStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes in what an event tells: it stands unless a later change is known already. What the incident is about adds up,
     * whichever event comes first.
     */
    Uni<Void> note(SqlConnection transaction, Incident incident) {
        return transaction
                .preparedQuery(ENTER)
                .execute(columns(incident).addArrayOfString(named(incident)))
                .chain(() -> transaction.preparedQuery(RENEW).execute(columns(incident)))
                .replaceWithVoid();
    }

    private static Tuple columns(Incident incident) {
        return Tuple.tuple()
                .addUUID(incident.id())
                .addString(incident.title())
                .addString(incident.severity())
                .addString(word(incident.status()))
                .addInteger(incident.firing())
                .addOffsetDateTime(utc(incident.openedAt()))
                .addOffsetDateTime(incident.resolvedAt().map(IncidentStore::utc).orElse(null))
                .addString(incident.what())
                .addInteger(incident.version());
    }

    /** The incidents that are not resolved, newest first, at most a thousand. */
    public Uni<List<Incident>> unresolved() {
        return pool.query("""
                        SELECT * FROM known_incident WHERE status <> 'resolved'
                        ORDER BY opened_at DESC, id DESC LIMIT 1000
                        """)
                .execute()
                .map(rows -> rows.stream().map(IncidentStore::incident).toList());
    }

    /** The incidents that lasted at some moment from {@code from} to {@code to}, oldest first, at most a thousand. */
    public Uni<List<Incident>> between(Instant from, Instant to) {
        return pool.preparedQuery("""
                        SELECT * FROM known_incident
                        WHERE opened_at <= $2 AND (resolved_at IS NULL OR resolved_at >= $1)
                        ORDER BY opened_at, id LIMIT 1000
                        """)
                .execute(Tuple.of(utc(from), utc(to)))
                .map(rows -> rows.stream().map(IncidentStore::incident).toList());
    }

    /** Newest first, those of a status if one is given, those that were opened before {@code after} if that is given. */
    public Uni<List<Incident>> list(Optional<Status> status, Optional<UUID> after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.tuple()
                        .addString(status.map(IncidentStore::word).orElse(null))
                        .addUUID(after.orElse(null))
                        .addInteger(limit))
                .map(rows -> rows.stream().map(IncidentStore::incident).toList());
    }

    /** Deletes the incidents that were resolved before {@code limit}. */
    public Uni<Void> forget(Instant limit) {
        return pool.preparedQuery("DELETE FROM known_incident WHERE resolved_at < $1")
                .execute(Tuple.of(utc(limit)))
                .replaceWithVoid();
    }

    private static Incident incident(Row row) {
        return new Incident(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("severity"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInteger("firing"),
                row.getOffsetDateTime("opened_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("resolved_at")).map(OffsetDateTime::toInstant),
                row.getString("what"),
                row.getInteger("version"),
                Arrays.stream(row.getArrayOfStrings("about"))
                        .map(IncidentStore::named)
                        .collect(Collectors.toSet()));
    }

    /** Names of labels have no equals sign, so the first one ends them. */
    private static Named named(String text) {
        int end = text.indexOf('=');
        return new Named(text.substring(0, end), text.substring(end + 1));
    }

    private static String[] named(Incident incident) {
        return incident.about().stream()
                .map(named -> named.label() + "=" + named.value())
                .sorted()
                .toArray(String[]::new);
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
