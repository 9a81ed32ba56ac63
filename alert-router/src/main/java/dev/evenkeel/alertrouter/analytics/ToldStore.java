package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Who was told when, from the pages of escalation in PostgreSQL. That an incident is over does not count as being told. */
@ApplicationScoped
class ToldStore {

    private static final int PAGE = 5_000;

    private static final String TOLD = """
            SELECT p.id, p.person, p.told_at, p.incident_id FROM escalation_page AS p
            WHERE p.state = 'told' AND p.kind <> 'resolved' AND p.person IS NOT NULL
              AND p.told_at >= $1 AND p.told_at < $2 AND (p.told_at, p.id) > ($3, $4)
            ORDER BY p.told_at, p.id LIMIT $5
            """;

    /** Somebody was told. */
    record Told(UUID id, String person, Instant at, UUID incident) {}

    private final Pool pool;

    ToldStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * In the order in which it happened.
     *
     * @param to not included
     */
    Multi<Told> told(Instant from, Instant to) {
        var last = new Object() {
            Instant at = Instant.EPOCH;
            UUID id = new UUID(0, 0);
        };
        return Multi.createBy()
                .repeating()
                .uni(() -> page(from, to, last.at, last.id).invoke(page -> {
                    if (!page.isEmpty()) {
                        last.at = page.getLast().at();
                        last.id = page.getLast().id();
                    }
                }))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .disjoint();
    }

    private Uni<List<Told>> page(Instant from, Instant to, Instant after, UUID id) {
        return pool.preparedQuery(TOLD)
                .execute(Tuple.of(timestamp(from), timestamp(to), timestamp(after), id, PAGE))
                .map(rows -> rows.stream()
                        .map(row -> new Told(
                                row.getUUID("id"),
                                row.getString("person"),
                                AlertRowMapper.instant(row, "told_at"),
                                row.getUUID("incident_id")))
                        .toList());
    }
}
